using CloudNative.Sdk.Analyzers.Catalogue;
using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Engine;

/// <summary>One rule. It holds no state: what it collects lives in its registration for one compilation.</summary>
internal abstract class Rule(RuleInfo info)
{
    public RuleInfo Info => info;

    /// <summary>Gets every descriptor it reports with; all have the rule's id.</summary>
    public abstract IReadOnlyList<DiagnosticDescriptor> Descriptors { get; }

    /// <summary>Registers what it wants to see of one compilation; nothing where its key type is absent.</summary>
    public abstract void Register(RuleRegistry registry);
}
