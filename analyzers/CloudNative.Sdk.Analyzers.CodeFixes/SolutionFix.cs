using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace CloudNative.Sdk.Analyzers.CodeFixes;

/// <summary>The fix of a rule that changes another file than the one it reports in. Fixing all makes one change of all reports of a project.</summary>
internal abstract class SolutionFix(string id, string title) : RuleFix(id, title)
{
    public sealed override FixAllProvider GetFixAllProvider() => new FixAll(this);

    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in Own(context))
        {
            if (await Change(context.Document.Project, [diagnostic], context.CancellationToken).ConfigureAwait(false) is { } changed)
            {
                context.RegisterCodeFix(CodeAction.Create(Title, _ => Task.FromResult(changed), equivalenceKey: FixableDiagnosticIds[0]), diagnostic);
            }
        }
    }

    /// <summary>Makes the change; null where there is none to make.</summary>
    protected abstract Task<Solution?> Change(Project project, IReadOnlyList<Diagnostic> diagnostics, CancellationToken cancellation);

    protected sealed override (SyntaxNode Old, SyntaxNode New)? Replace(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation) => null;

    private sealed class FixAll(SolutionFix fix) : FixAllProvider
    {
        public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Project, FixAllScope.Solution];

        public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
        {
            var solution = fixAllContext.Solution;
            var projects = fixAllContext.Scope == FixAllScope.Solution ? solution.ProjectIds.ToImmutableArray() : [fixAllContext.Project.Id];
            foreach (var id in projects)
            {
                var diagnostics = await fixAllContext.GetAllDiagnosticsAsync(fixAllContext.Solution.GetProject(id)!).ConfigureAwait(false);
                var ordered = diagnostics.OrderBy(report => report.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(report => report.Location.SourceSpan.Start).ToList();
                solution = await fix.Change(solution.GetProject(id)!, ordered, fixAllContext.CancellationToken).ConfigureAwait(false) ?? solution;
            }

            return CodeAction.Create(fix.Title, _ => Task.FromResult(solution), equivalenceKey: fix.FixableDiagnosticIds[0]);
        }
    }
}
