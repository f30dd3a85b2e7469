using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.CodeFixes.Ops;

/// <summary>Writes the line to the logger in scope.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
internal sealed class ConsoleOutputFix() : RuleFix("CNS2001", "Write to the logger")
{
    protected override (SyntaxNode Old, SyntaxNode New)? Replace(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        if (node.FirstAncestorOrSelf<InvocationExpressionSyntax>(candidate => candidate.Span == diagnostic.Location.SourceSpan) is not { ArgumentList.Arguments: { Count: 1 } given } call
            || call.CalledName() is not ("WriteLine" or "Write") || LogCalls.LoggerAt(model, call.SpanStart, cancellation) is not { } logger
            || call.Parent is AwaitExpressionSyntax)
        {
            return null;
        }

        var method = call.Expression.ToString().Contains("Error.") || call.FirstAncestorOrSelf<CatchClauseSyntax>() is not null ? "LogError" : "LogInformation";
        return Arguments(given[0].Expression, model, cancellation) is { } arguments
            ? (call, SyntaxFactory.ParseExpression($"{logger}.{method}({arguments})").WithTriviaFrom(call))
            : null;
    }

    private static string? Arguments(ExpressionSyntax value, SemanticModel model, CancellationToken cancellation) => value switch
    {
        InterpolatedStringExpressionSyntax text => LogTemplate.Of(text),
        LiteralExpressionSyntax { Token.Value: string text } => SyntaxFactory.Literal(text.Replace("{", "{{").Replace("}", "}}")).ToString(),
        _ when IsException(model.GetTypeInfo(value, cancellation).Type) => $"{value.WithoutTrivia()}, \"Failed\"",
        IdentifierNameSyntax or MemberAccessExpressionSyntax => $"\"{{{LogTemplate.NameOf(value, [])}}}\", {value.WithoutTrivia()}",
        _ => null,
    };

    private static bool IsException(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type is { Name: "Exception", ContainingNamespace.Name: "System" })
            {
                return true;
            }
        }

        return false;
    }
}
