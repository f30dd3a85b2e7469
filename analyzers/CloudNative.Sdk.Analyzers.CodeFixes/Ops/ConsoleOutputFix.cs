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
        if (node.FirstAncestorOrSelf<InvocationExpressionSyntax>(candidate => candidate.Span == diagnostic.Location.SourceSpan) is not { ArgumentList.Arguments: { Count: > 0 } given } call
            || call.CalledName() is not ("WriteLine" or "Write" or "WriteLineAsync" or "WriteAsync") || LogCalls.LoggerAt(model, call.SpanStart, cancellation) is not { } logger
            || Statement(call) is not { } written || given.Any(argument => argument.NameColon is not null))
        {
            return null;
        }

        var method = call.Expression.ToString().Contains("Error.") || call.FirstAncestorOrSelf<CatchClauseSyntax>() is not null ? "LogError" : "LogInformation";
        var arguments = given.Count == 1 ? Arguments(given[0].Expression, model, cancellation) : Formatted(given);
        return arguments is null ? null : (written, SyntaxFactory.ParseExpression($"{logger}.{method}({arguments})").WithTriviaFrom(written));
    }

    // A log call is not awaited; where the task is put to another use, it has to stay.
    private static ExpressionSyntax? Statement(InvocationExpressionSyntax call) => call switch
    {
        { Parent: AwaitExpressionSyntax wait } => wait.Parent is ExpressionStatementSyntax ? wait : null,
        { Parent: MemberAccessExpressionSyntax } => null,
        _ => call.CalledName()!.EndsWith("Async", StringComparison.Ordinal) ? null : call,
    };

    private static string? Arguments(ExpressionSyntax value, SemanticModel model, CancellationToken cancellation) => value switch
    {
        InterpolatedStringExpressionSyntax text => LogTemplate.Of(text),
        LiteralExpressionSyntax { Token.Value: string text } => SyntaxFactory.Literal(text.Replace("{", "{{").Replace("}", "}}")).ToString(),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum when model.GetTypeInfo(sum, cancellation).Type?.SpecialType == SpecialType.System_String => LogTemplate.OfSum(sum),
        _ when IsException(model.GetTypeInfo(value, cancellation).Type) => $"{value.WithoutTrivia()}, \"Failed\"",
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Message", Expression: IdentifierNameSyntax failure } when IsException(model.GetTypeInfo(failure, cancellation).Type) => $"{failure}, \"Failed\"",
        IdentifierNameSyntax or MemberAccessExpressionSyntax => $"\"{{{LogTemplate.NameOf(value, [])}}}\", {value.WithoutTrivia()}",
        _ => null,
    };

    // Console.WriteLine("stored {0} of {1}", count, all)
    private static string? Formatted(SeparatedSyntaxList<ArgumentSyntax> given) =>
        given[0].Expression is LiteralExpressionSyntax { Token.Value: string format } ? LogTemplate.OfFormat(format, [.. given.Skip(1).Select(argument => argument.Expression)]) : null;

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
