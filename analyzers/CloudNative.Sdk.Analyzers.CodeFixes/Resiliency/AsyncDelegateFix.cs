using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.CodeFixes.Resiliency;

/// <summary>Calls the method that waits for the task of the delegate.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
internal sealed class AsyncDelegateFix() : RuleFix("CNS4009", "Call the method that awaits the delegate")
{
    protected override bool IsCheckedByCompiler => true;

    protected override (SyntaxNode Old, SyntaxNode New)? Replace(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        if (node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { Expression: MemberAccessExpressionSyntax access } call)
        {
            return null;
        }

        return access.Name.Identifier.ValueText switch
        {
            "StartNew" => (call, RunInstead(call, access, model, cancellation)),
            "ForEach" or "For" when call.Parent is ExpressionStatementSyntax && TokenInScope.IsAsync(call) => ForEachAsync(call, access),
            "Execute" when call.Parent is AwaitExpressionSyntax => ExecuteAsync(call, access, model, cancellation),
            _ => null,
        };
    }

    // Options and schedulers say how to start a thread, which an async delegate leaves at once; the token stays.
    private static InvocationExpressionSyntax RunInstead(InvocationExpressionSyntax call, MemberAccessExpressionSyntax access, SemanticModel model, CancellationToken cancellation)
    {
        var kept = call.ArgumentList.Arguments.Where((argument, index) => index == 0 || model.GetTypeInfo(argument.Expression, cancellation).ConvertedType?.Name == "CancellationToken").ToList();
        var separators = Enumerable.Repeat(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space), kept.Count - 1);
        var target = access.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Factory", Expression: var task } ? task : SyntaxFactory.IdentifierName("Task").WithTriviaFrom(access.Expression);
        return call.WithExpression(access.WithExpression(target).WithName(SyntaxFactory.IdentifierName("Run").WithTriviaFrom(access.Name)))
            .WithArgumentList(call.ArgumentList.WithArguments(SyntaxFactory.SeparatedList(kept, separators)));
    }

    // async x => ... becomes async (x, _) => ..., and the call of ForEachAsync or ForAsync is awaited.
    private static (SyntaxNode, SyntaxNode)? ForEachAsync(InvocationExpressionSyntax call, MemberAccessExpressionSyntax access)
    {
        var arguments = call.ArgumentList.Arguments;
        if (arguments.Count is < 2 or > 4 || arguments[arguments.Count - 1].Expression is not LambdaExpressionSyntax lambda || ParameterOf(lambda) is not { } item)
        {
            return null;
        }

        var token = item.Identifier.ValueText == "_" ? "token" : "_";
        var type = item.Type is null ? null : "CancellationToken ";
        var parameters = ((ParenthesizedLambdaExpressionSyntax)SyntaxFactory.ParseExpression($"({item.WithoutTrivia()}, {type}{token}) => 0")).ParameterList
            .WithTrailingTrivia(lambda.ArrowToken.GetPreviousToken().TrailingTrivia);
        var body = SyntaxFactory.ParenthesizedLambdaExpression(lambda.AsyncKeyword, parameters, lambda.ArrowToken, lambda.Body);
        var changed = call.ReplaceNode(lambda, body);
        var named = changed.WithExpression(access.WithName(SyntaxFactory.IdentifierName(access.Name.Identifier.ValueText + "Async").WithTriviaFrom(access.Name))).WithoutLeadingTrivia();
        return (call, SyntaxFactory.AwaitExpression(SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space), named).WithLeadingTrivia(call.GetLeadingTrivia()));
    }

    private static ParameterSyntax? ParameterOf(LambdaExpressionSyntax lambda) => lambda switch
    {
        SimpleLambdaExpressionSyntax simple => simple.Parameter,
        ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters: { Count: 1 } parameters } => parameters[0],
        _ => null,
    };

    // The pipeline hands its own token to the delegate: it also carries the time limit.
    private static (SyntaxNode, SyntaxNode)? ExecuteAsync(InvocationExpressionSyntax call, MemberAccessExpressionSyntax access, SemanticModel model, CancellationToken cancellation)
    {
        var arguments = call.ArgumentList.Arguments;
        var name = SyntaxFactory.IdentifierName("ExecuteAsync").WithTriviaFrom(access.Name);
        if (arguments.Count == 0 || model.GetSymbolInfo(call, cancellation).Symbol?.ContainingType.Name != "ResiliencePipeline")
        {
            return null;
        }

        if (arguments[0].Expression is not ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters.Count: 0 } lambda || (lambda.AsyncKeyword.RawKind == 0 && lambda.ExpressionBody is null))
        {
            return arguments[0].Expression is AnonymousFunctionExpressionSyntax { AsyncKeyword.RawKind: not 0 } ? (call, call.WithExpression(access.WithName(name))) : null;
        }

        // () => Send() becomes async _ => await Send(): the pipeline wants a ValueTask.
        var parameter = SyntaxFactory.Parameter(SyntaxFactory.Identifier("_")).WithTriviaFrom(lambda.ParameterList);
        var isAsync = lambda.AsyncKeyword.RawKind != 0;
        var keyword = isAsync ? lambda.AsyncKeyword : SyntaxFactory.Token(SyntaxKind.AsyncKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        var awaited = isAsync ? lambda.Body : SyntaxFactory.ParseExpression($"await {lambda.ExpressionBody!.WithoutTrivia()}").WithTriviaFrom(lambda.Body);
        var body = SyntaxFactory.SimpleLambdaExpression(keyword, parameter, lambda.ArrowToken, awaited);
        var changed = call.ReplaceNode(lambda, body).WithExpression(access.WithName(name));
        if (arguments.Count == 1 && TokenInScope.At(call, model) is { } token)
        {
            changed = changed.AddArgumentListArguments(SyntaxFactory.Argument(SyntaxFactory.IdentifierName(token)).WithLeadingTrivia(SyntaxFactory.Space));
        }

        return (call, changed);
    }
}
