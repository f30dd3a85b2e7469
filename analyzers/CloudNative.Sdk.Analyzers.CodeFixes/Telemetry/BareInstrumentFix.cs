using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.CodeFixes.Telemetry;

/// <summary>Adds the missing arguments of an instrument by name, with a text to replace.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
internal sealed class BareInstrumentFix() : RuleFix("CNS3002", "State unit and description")
{
    private const string Placeholder = "TODO";

    protected override (SyntaxNode Old, SyntaxNode New)? Replace(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        if (node.FirstAncestorOrSelf<InvocationExpressionSyntax>(call => call.Span == diagnostic.Location.SourceSpan) is not { } call
            || model.GetOperation(call, cancellation) is not IInvocationOperation operation)
        {
            return null;
        }

        var arguments = call.ArgumentList;
        foreach (var parameter in operation.TargetMethod.Name == "CreateHistogram" ? new[] { "unit", "description" } : ["description"])
        {
            arguments = WithText(arguments, operation, parameter);
        }

        return (call.ArgumentList, arguments);
    }

    // Arguments only ever go to the end, so that those given by position stay where they are.
    private static ArgumentListSyntax WithText(ArgumentListSyntax arguments, IInvocationOperation operation, string parameter)
    {
        var text = SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(Placeholder));
        var given = operation.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == parameter && argument.ArgumentKind == ArgumentKind.Explicit);
        if (given is null)
        {
            var named = SyntaxFactory.Argument(SyntaxFactory.NameColon(parameter), default, text.WithLeadingTrivia(SyntaxFactory.Space));
            return arguments.AddArguments(named.WithLeadingTrivia(SyntaxFactory.Space));
        }

        var position = ((ArgumentListSyntax)given.Syntax.Parent!).Arguments.IndexOf((ArgumentSyntax)given.Syntax);
        return given.Value.Unwrap() is IDefaultValueOperation || given.Value.ConstantValue is { HasValue: true, Value: null or "" }
            ? arguments.ReplaceNode(arguments.Arguments[position].Expression, text.WithTriviaFrom(arguments.Arguments[position].Expression))
            : arguments;
    }
}
