using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.CodeFixes.Ops;

/// <summary>Tests the token in the condition and gives it to the waits in the loop.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
internal sealed class UnwatchedLoopFix() : RuleFix("CNS2007", "Watch the stopping token")
{
    protected override (SyntaxNode Old, SyntaxNode New)? Replace(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        var loop = node.FirstAncestorOrSelf<StatementSyntax>();
        if (loop is null || TokenInScope(loop, model, cancellation) is not { } token)
        {
            return null;
        }

        var waits = loop.DescendantNodes().OfType<InvocationExpressionSyntax>().Where(call => LacksToken(call, model, cancellation)).ToList();
        var changed = loop.ReplaceNodes(waits, (_, call) => call.AddArgumentListArguments(TokenArgument(token, call)));
        return WithCondition(changed, token) is { } watched ? (loop, watched) : null;
    }

    // The parameter of the method around the loop. In a lambda, or where the end of the loop was no end of the method, nothing is offered.
    private static string? TokenInScope(StatementSyntax loop, SemanticModel model, CancellationToken cancellation)
    {
        if (loop.FirstAncestorOrSelf<SyntaxNode>(node => node is MemberDeclarationSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax) is not MethodDeclarationSyntax method
            || model.GetDeclaredSymbol(method, cancellation) is not { } symbol
            || !(symbol.ReturnsVoid || (symbol.IsAsync && symbol.ReturnType is INamedTypeSymbol { IsGenericType: false })))
        {
            return null;
        }

        return symbol.Parameters.FirstOrDefault(parameter => IsToken(parameter.Type))?.Name;
    }

    private static StatementSyntax? WithCondition(StatementSyntax loop, string token)
    {
        var running = SyntaxFactory.ParseExpression($"!{token}.IsCancellationRequested");
        return loop switch
        {
            WhileStatementSyntax @while => @while.WithCondition(Combine(@while.Condition, running)),
            DoStatementSyntax @do => @do.WithCondition(Combine(@do.Condition, running)),
            ForStatementSyntax @for => @for.WithCondition(
                @for.Condition is null ? running.WithLeadingTrivia(SyntaxFactory.Space) : Combine(@for.Condition, running)),
            _ => null,
        };
    }

    private static ExpressionSyntax Combine(ExpressionSyntax condition, ExpressionSyntax running)
    {
        if (condition.IsKind(SyntaxKind.TrueLiteralExpression))
        {
            return running.WithTriviaFrom(condition);
        }

        // The wait in the condition has the token now: it ends the loop by itself.
        if (condition is AwaitExpressionSyntax)
        {
            return condition;
        }

        var and = SyntaxFactory.Token(SyntaxKind.AmpersandAmpersandToken).WithLeadingTrivia(SyntaxFactory.Space).WithTrailingTrivia(SyntaxFactory.Space);
        return SyntaxFactory.BinaryExpression(SyntaxKind.LogicalAndExpression, condition.WithoutTrivia(), and, running).WithTriviaFrom(condition);
    }

    private static ArgumentSyntax TokenArgument(string token, InvocationExpressionSyntax call)
    {
        var argument = SyntaxFactory.Argument(SyntaxFactory.IdentifierName(token));
        return call.ArgumentList.Arguments.Count > 0 ? argument.WithLeadingTrivia(SyntaxFactory.Space) : argument;
    }

    private static bool LacksToken(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellation)
    {
        if (model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol method)
        {
            return false;
        }

        var space = method.ContainingNamespace?.ToDisplayString() ?? "";
        return (method.Name, method.ContainingType.Name) switch
        {
            ("Delay", "Task") => space == "System.Threading.Tasks" && !method.Parameters.Any(parameter => IsToken(parameter.Type)),
            ("WaitForNextTickAsync", "PeriodicTimer") => call.ArgumentList.Arguments.Count == 0,
            ("WaitToReadAsync", "ChannelReader") => space == "System.Threading.Channels" && call.ArgumentList.Arguments.Count == 0,
            _ => false,
        };
    }

    private static bool IsToken(ITypeSymbol type) => type.Name == "CancellationToken" && type.ContainingNamespace.ToDisplayString() == "System.Threading";
}
