using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Catalogue;

/// <summary>Everything that is said about a rule; the descriptor, the pages in <c>docs/rules</c> and the release notes are made of it.</summary>
internal sealed class RuleInfo
{
    private const string PagePrefix = "https://github.com/cloudnative-sdk/cloudnative-sdk/blob/main/docs/rules/";

    public required string Id { get; init; }

    public required string Title { get; init; }

    public required RuleScope Scope { get; init; }

    /// <summary>Gets the message: the fact with its symbol, then the remedy.</summary>
    public required string Message { get; init; }

    /// <summary>Gets why it matters in production, in two or three sentences.</summary>
    public required string Why { get; init; }

    /// <summary>Gets code that the rule reports, as a whole program with the reported place marked <c>[|so|]</c>.</summary>
    public required string Bad { get; init; }

    /// <summary>Gets the same done well.</summary>
    public required string Good { get; init; }

    /// <summary>Gets files that the project of both examples has beside its code.</summary>
    public IReadOnlyList<(string Name, string Text)> ExampleFiles { get; init; } = [];

    /// <summary>Gets when the rule says nothing although it might look so.</summary>
    public required IReadOnlyList<string> Silent { get; init; }

    /// <summary>Gets what the code fix does; null where there is none.</summary>
    public string? Fix { get; init; }

    public IReadOnlyList<RuleOption> Options { get; init; } = [];

    /// <summary>Gets rules with which this one is easily confused, as <c>CA2016: ...</c>.</summary>
    public IReadOnlyList<string> Neighbours { get; init; } = [];

    public DiagnosticSeverity Severity { get; init; } = DiagnosticSeverity.Warning;

    public bool IsEnabledByDefault { get; init; } = true;

    /// <summary>Gets whether the rule is one of the few that the preset <c>Minimal</c> keeps.</summary>
    public bool IsStarred { get; init; }

    public string HelpLink => PagePrefix + Id + ".md";

    public string Category => Id[3] switch
    {
        '1' => "Health",
        '2' => "Operations",
        '3' => "Telemetry",
        '4' => "Resiliency",
        '5' => "Discovery",
        _ => "Logging",
    };

    /// <summary>Makes the descriptor of a judgement on one place; a variant of the rule may have a message and a severity of its own.</summary>
    public DiagnosticDescriptor Descriptor(string? message = null, DiagnosticSeverity? severity = null) => Create(message ?? Message, severity);

    /// <summary>Makes the descriptor of a judgement that needs the whole compilation.</summary>
    public DiagnosticDescriptor CompilationEndDescriptor(string? message = null, DiagnosticSeverity? severity = null) =>
        Create(message ?? Message, severity, WellKnownDiagnosticTags.CompilationEnd);

    private DiagnosticDescriptor Create(string message, DiagnosticSeverity? severity, params string[] tags) =>
        new(Id, Title, message, Category, severity ?? Severity, IsEnabledByDefault, Why, HelpLink, tags);
}
