using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CloudNative.Sdk.Analyzers.CodeFixes.Telemetry;

/// <summary>Keeps the fixed words of a span's name, and gives the values as tags.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
internal sealed class UnboundedSpanNameFix() : EditFix("CNS3013", "Give the value as a tag")
{
    private static readonly char[] Separators = [' ', '-', '_', ':', '/', '.', '#', '(', ')', '[', ']'];

    protected override IReadOnlyList<TextChange>? Edit(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        if (node.FirstAncestorOrSelf<InterpolatedStringExpressionSyntax>() is not { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } } text
            || text.Span != diagnostic.Location.SourceSpan
            || call.Parent is not EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable }
            || variable.FirstAncestorOrSelf<LocalDeclarationStatementSyntax>() is not { Declaration.Variables.Count: 1, Parent: BlockSyntax or GlobalStatementSyntax } declaration
            || Words(text) is not { Length: > 0 } name)
        {
            return null;
        }

        var tags = new StringBuilder();
        foreach (var hole in text.Contents.OfType<InterpolationSyntax>())
        {
            if (Key(hole.Expression) is not { } key)
            {
                return null;
            }

            tags.Append('\n').Append(Indentation(declaration)).Append($"{variable.Identifier.ValueText}?.SetTag(\"{key}\", {hole.Expression});");
        }

        return [new TextChange(text.Span, SymbolDisplay.FormatLiteral(name, quote: true)), new TextChange(new TextSpan(declaration.Span.End, 0), tags.ToString())];
    }

    private static string Words(InterpolatedStringExpressionSyntax text) => string.Join(
        " ", text.Contents.OfType<InterpolatedStringTextSyntax>().Select(part => part.TextToken.ValueText.Trim(Separators)).Where(words => words.Length > 0));

    // order.Id gives order.id, and so does orderId.
    private static string? Key(ExpressionSyntax expression)
    {
        if (expression is not (IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax or MemberAccessExpressionSyntax or ThisExpressionSyntax }))
        {
            return null;
        }

        var key = new StringBuilder();
        foreach (var letter in expression.ToString().Replace("this.", ""))
        {
            if ((char.IsUpper(letter) || letter == '.') && key.Length > 0 && key[key.Length - 1] != '.')
            {
                key.Append('.');
            }

            if (char.IsLetterOrDigit(letter))
            {
                key.Append(char.ToLowerInvariant(letter));
            }
        }

        return key.ToString();
    }

    private static string Indentation(SyntaxNode statement)
    {
        var leading = statement.GetLeadingTrivia().ToFullString();
        return leading.Substring(leading.LastIndexOf('\n') + 1);
    }
}
