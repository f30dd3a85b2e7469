using CloudNative.Sdk.Analyzers.Rules.Telemetry;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CloudNative.Sdk.Analyzers.CodeFixes.Telemetry;

/// <summary>Adds the name where OpenTelemetry is configured.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
internal sealed class UncollectedFix() : SolutionFix("CNS3011", "Register the name for collection")
{
    protected override async Task<Solution?> Change(Project project, IReadOnlyList<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        Solution? changed = null;
        foreach (var place in diagnostics.Where(report => report.AdditionalLocations.Count > 0 && report.Properties.ContainsKey(UncollectedRule.NameKey)).GroupBy(report => report.AdditionalLocations[0]))
        {
            if (project.GetDocument(place.Key.SourceTree) is not { } document
                || await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root
                || root.FindNode(place.Key.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<InvocationExpressionSyntax>(call => call.Span == place.Key.SourceSpan) is not { } call)
            {
                continue;
            }

            var text = string.Concat(place.Select(Registration).Distinct());
            if (Insertion(call, text) is { } edit)
            {
                // Another signal may have changed the same document before.
                var solution = changed ?? project.Solution;
                var source = await solution.GetDocument(document.Id)!.GetTextAsync(cancellation).ConfigureAwait(false);
                var original = await document.GetTextAsync(cancellation).ConfigureAwait(false);
                var before = source.GetChangeRanges(original).Where(range => range.Span.Start < edit.Span.Start).Sum(range => range.NewLength - range.Span.Length);
                changed = solution.WithDocumentText(document.Id, source.WithChanges(new TextChange(new TextSpan(edit.Span.Start + before, 0), edit.NewText!)));
            }
        }

        return changed;
    }

    private static string Registration(Diagnostic report) =>
        $".{report.Properties[UncollectedRule.MethodKey]}({SymbolDisplay.FormatLiteral(report.Properties[UncollectedRule.NameKey]!, quote: true)})";

    private static TextChange? Insertion(InvocationExpressionSyntax call, string text)
    {
        var method = (call.Expression as MemberAccessExpressionSyntax)?.Name.Identifier.ValueText;
        if (method is "AddMeter" or "AddSource" or "CreateMeterProviderBuilder" or "CreateTracerProviderBuilder")
        {
            return At(call.Span.End, text);
        }

        return call.ArgumentList.Arguments.Count == 0
            ? At(call.ArgumentList.OpenParenToken.Span.End, (method == "WithTracing" ? "tracing => tracing" : "metrics => metrics") + text)
            : call.ArgumentList.Arguments.Count == 1 && call.ArgumentList.Arguments[0].Expression is LambdaExpressionSyntax lambda ? Into(lambda, text) : null;
    }

    private static TextChange? Into(LambdaExpressionSyntax lambda, string text)
    {
        var parameter = lambda switch
        {
            SimpleLambdaExpressionSyntax simple => simple.Parameter,
            ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters: { Count: 1 } parameters } => parameters[0],
            _ => null,
        };
        return (parameter, lambda.Body) switch
        {
            (null, _) => null,
            (_, InvocationExpressionSyntax or IdentifierNameSyntax) => At(lambda.Body.Span.End, text),
            (_, BlockSyntax { Statements.Count: > 0 } block) => At(block.Statements.Last().FullSpan.End, $"{block.Statements.Last().GetLeadingTrivia()}{parameter.Identifier.ValueText}{text};\n"),
            _ => null,
        };
    }

    private static TextChange At(int position, string text) => new(new TextSpan(position, 0), text);
}
