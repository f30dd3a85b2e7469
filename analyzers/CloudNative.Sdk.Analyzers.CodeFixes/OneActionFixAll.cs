using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace CloudNative.Sdk.Analyzers.CodeFixes;

/// <summary>
/// Fixes all by the one action that a fix has, whoever asks. <c>dotnet format</c> takes the key of the action from the first report of an analyzer, which is of
/// another rule where several share one, and so asks without a key.
/// </summary>
internal sealed class OneActionFixAll(string key) : FixAllProvider
{
    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => WellKnownFixAllProviders.BatchFixer.GetSupportedFixAllScopes();

    public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext) =>
        WellKnownFixAllProviders.BatchFixer.GetFixAsync(fixAllContext.CodeActionEquivalenceKey == key ? fixAllContext : WithKey(fixAllContext));

    private FixAllContext WithKey(FixAllContext asked) => asked.Document is { } document
        ? new FixAllContext(document, asked.CodeFixProvider, asked.Scope, key, asked.DiagnosticIds, new Reports(asked), asked.CancellationToken)
        : new FixAllContext(asked.Project, asked.CodeFixProvider, asked.Scope, key, asked.DiagnosticIds, new Reports(asked), asked.CancellationToken);

    private sealed class Reports(FixAllContext asked) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            await asked.GetAllDiagnosticsAsync(project).ConfigureAwait(false);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            await asked.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false);

        public override async Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            await asked.GetProjectDiagnosticsAsync(project).ConfigureAwait(false);
    }
}
