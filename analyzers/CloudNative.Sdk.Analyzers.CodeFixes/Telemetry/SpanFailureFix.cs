using CloudNative.Sdk.Analyzers.Rules.Telemetry;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CloudNative.Sdk.Analyzers.CodeFixes.Telemetry;

/// <summary>Puts the failure on the span at the front of the catch, and names the exception where it has no name.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
internal sealed class SpanFailureFix() : EditFix("CNS3014", "Record the failure on the span")
{
    protected override IReadOnlyList<TextChange>? Edit(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        var symbols = KnownSymbols.Of(model.Compilation);
        if (node.FirstAncestorOrSelf<CatchClauseSyntax>() is not { } clause || !diagnostic.Properties.TryGetValue(SpanFailureRule.SpanKey, out var span) || span is null
            || symbols.Find("System.Diagnostics.ActivityStatusCode") is not { } status || symbols.Exception is null)
        {
            return null;
        }

        var edits = new List<TextChange>();
        var exception = clause.Declaration?.Identifier.ValueText;
        if (string.IsNullOrEmpty(exception))
        {
            exception = model.LookupSymbols(clause.SpanStart, name: "ex").IsEmpty && !clause.DescendantTokens().Any(token => token.ValueText == "ex") ? "ex" : "failure";
            edits.Add(clause.Declaration is { } declaration
                ? new(new TextSpan(declaration.Type.Span.End, 0), " " + exception)
                : new(new TextSpan(clause.CatchKeyword.Span.End, 0), $" ({symbols.Exception.ToMinimalDisplayString(model, clause.SpanStart)} {exception})"));
        }

        var statements = new List<string> { $"{span}?.SetStatus({status.ToMinimalDisplayString(model, clause.SpanStart)}.Error);" };
        if (symbols.Activity?.GetMembers("AddException").IsEmpty == false)
        {
            statements.Add($"{span}?.AddException({exception});");
        }

        var brace = clause.Block.OpenBraceToken;
        var first = clause.Block.Statements[0];
        var indent = new string(' ', first.GetLocation().GetLineSpan().StartLinePosition.Character);
        edits.Add(brace.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia)
            ? new(new TextSpan(brace.FullSpan.End, 0), string.Concat(statements.Select(statement => indent + statement + "\n")))
            : new(new TextSpan(brace.Span.End, 0), " " + string.Join(" ", statements)));
        return edits;
    }
}
