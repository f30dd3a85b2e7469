using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.CodeFixes.Health;

/// <summary>Lets a liveness endpoint select the tag <c>live</c>, or turns the tag of a remote check into <c>ready</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
internal sealed class RemoteLivenessFix() : RuleFix("CNS1001", "Keep remote dependencies out of liveness")
{
    private const string Predicate = "Predicate = r => r.Tags.Contains(\"live\")";

    protected override (SyntaxNode Old, SyntaxNode New)? Replace(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        if (node.FirstAncestorOrSelf<InvocationExpressionSyntax>(call => call.Span == diagnostic.Location.SourceSpan) is not { } call
            || model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol method)
        {
            return null;
        }

        return method.Name is "MapHealthChecks" or "UseHealthChecks" ? SelectByTag(call, method, model, cancellation) : Retag(call, model, cancellation);
    }

    private static (SyntaxNode, SyntaxNode)? SelectByTag(InvocationExpressionSyntax call, IMethodSymbol method, SemanticModel model, CancellationToken cancellation)
    {
        var options = call.ArgumentList.Arguments.Select(argument => argument.Expression)
            .FirstOrDefault(expression => model.GetTypeInfo(expression, cancellation).ConvertedType?.Name == "HealthCheckOptions");
        if (options is null)
        {
            // UseHealthChecks has overloads that leave "new()" ambiguous.
            var type = method.Name == "MapHealthChecks" ? "()" : " " + KnownSymbols.Of(model.Compilation).HealthCheckOptions?.ToMinimalDisplayString(model, call.SpanStart);
            var created = SyntaxFactory.ParseExpression($"new{type} {{ {Predicate} }}");
            return (call, call.AddArgumentListArguments(SyntaxFactory.Argument(created).WithLeadingTrivia(SyntaxFactory.Space)));
        }

        return options is BaseObjectCreationExpressionSyntax creation && WithPredicate(creation) is { } changed ? (creation, changed) : null;
    }

    // Only where there is no predicate yet: one that is written selects what its author meant.
    private static BaseObjectCreationExpressionSyntax? WithPredicate(BaseObjectCreationExpressionSyntax creation)
    {
        if (creation.Initializer?.Expressions.OfType<AssignmentExpressionSyntax>().Any(assignment => assignment.Left.ToString() == "Predicate") == true)
        {
            return null;
        }

        var assignment = SyntaxFactory.ParseExpression(Predicate);
        if (creation.Initializer is { Expressions.Count: > 0 } initializer)
        {
            var first = initializer.Expressions[0];
            var separated = initializer.Expressions.Replace(first, first.WithLeadingTrivia(SyntaxFactory.Space)).Insert(0, assignment.WithLeadingTrivia(first.GetLeadingTrivia()));
            return creation.WithInitializer(initializer.WithExpressions(separated));
        }

        var text = creation is ObjectCreationExpressionSyntax named ? $"new {named.Type.WithoutTrivia()}" : "new()";
        return (BaseObjectCreationExpressionSyntax)SyntaxFactory.ParseExpression($"{text} {{ {Predicate} }}").WithTriviaFrom(creation);
    }

    private static (SyntaxNode, SyntaxNode)? Retag(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellation)
    {
        var tag = call.ArgumentList.DescendantNodes().OfType<LiteralExpressionSyntax>()
            .FirstOrDefault(literal => literal.IsKind(SyntaxKind.StringLiteralExpression) && literal.Token.ValueText == "live" && IsTag(literal, call, model, cancellation));
        return tag is null ? null : (tag, SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal("ready")).WithTriviaFrom(tag));
    }

    private static bool IsTag(LiteralExpressionSyntax literal, InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellation)
    {
        var argument = literal.Ancestors().OfType<ArgumentSyntax>().FirstOrDefault(candidate => candidate.Parent == call.ArgumentList);
        return argument is not null && argument.Expression != literal
            && model.GetOperation(argument, cancellation) is Microsoft.CodeAnalysis.Operations.IArgumentOperation { Parameter.Name: "tags" };
    }
}
