using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CloudNative.Sdk.Analyzers.Engine;

/// <summary>
/// One analyzer for many rules: they share one action for each kind of operation. Rules of one severity go together, so that the compiler can skip
/// an analyzer none of whose ids is on; defects are divided by what they look at, so that <c>/reportanalyzer</c> tells what each part costs.
/// </summary>
internal abstract class RuleDispatcher(Rule[] rules) : DiagnosticAnalyzer
{
    private readonly Rule[] _rules = rules;

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [.. rules.SelectMany(rule => rule.Descriptors)];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    private void Start(CompilationStartAnalysisContext context)
    {
        var kind = ProjectProfile.KindOf(context.Compilation, context.Options.AnalyzerConfigOptionsProvider);
        var registry = new RuleRegistry(context.Compilation, context.Options);
        foreach (var rule in _rules)
        {
            if (kind.Runs(rule.Info.Scope))
            {
                rule.Register(registry);
            }
        }

        registry.Connect(context);
    }
}
