using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CloudNative.Sdk.Analyzers.Generation;

/// <summary>One syntax node while it is read, and what was found in it.</summary>
internal sealed class FactReading(SyntaxNode node, SemanticModel model, CancellationToken cancellation)
{
    private readonly List<Finding> _findings = [];

    public SyntaxNode Node => node;

    public SemanticModel Model => model;

    public KnownSymbols Symbols { get; } = KnownSymbols.Of(model.Compilation);

    public CancellationToken Cancellation => cancellation;

    public EquatableArray<Finding> Findings => _findings.Count == 0 ? EquatableArray<Finding>.Empty : new([.. _findings]);

    public string? Text(IOperation? operation) => ConstantText.Of(operation, cancellation);

    /// <summary>Gets where the node says what it says: a call at its name, so that the links of a chain have places of their own.</summary>
    private TextSpan Span => node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } ? access.Name.Span : node.Span;

    /// <summary>Adds a finding at the node; a pair without a value is left out.</summary>
    public void Add(string kind, IEnumerable<(string Key, string? Value)> values, string? subject = null)
    {
        var start = node.SyntaxTree.GetLineSpan(Span, cancellation).StartLinePosition;
        var known = values.Where(pair => pair.Value is not null).Select(pair => new FindingValue(pair.Key, pair.Value!)).ToArray();
        _findings.Add(new Finding(kind, subject, new(known), new SourcePlace(node.SyntaxTree.FilePath, start.Line + 1, start.Character + 1)));
    }

    /// <summary>Adds the values of a list with known elements, or says that the list is not known.</summary>
    public static IEnumerable<(string Key, string? Value)> Each(string key, IReadOnlyList<string>? values) =>
        values is null ? [("unknown", key)] : values.Select(value => (key, (string?)value));
}
