using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.Rules.Telemetry.Model;

/// <summary>What a program creates and registers of one signal: metrics or traces.</summary>
/// <param name="Thing">What is created, as <c>Meter</c>.</param>
/// <param name="Registration">The method that registers a name, as <c>AddMeter</c>.</param>
/// <param name="FactKind">The kind of fact that states one.</param>
internal sealed record CollectedSignal(string Thing, string Registration, string FactKind)
{
    private int _isOpen;
    private int _hasUnknownNames;

    /// <summary>Gets the names that are created, with their places.</summary>
    public ConcurrentQueue<(string Name, SyntaxNode Node)> Created { get; } = new();

    /// <summary>Gets the names and patterns that are registered, with the arguments that say so.</summary>
    public ConcurrentQueue<(string Pattern, ExpressionSyntax Argument)> Registered { get; } = new();

    /// <summary>Gets the calls that configure the signal.</summary>
    public ConcurrentQueue<InvocationExpressionSyntax> Configured { get; } = new();

    /// <summary>Gets whether something else may be collected than what is seen.</summary>
    public bool IsOpen => _isOpen != 0;

    /// <summary>Gets whether something is created under a name that is not known.</summary>
    public bool HasUnknownNames => _hasUnknownNames != 0;

    public void Open() => Interlocked.Exchange(ref _isOpen, 1);

    public void CreateUnknown() => Interlocked.Exchange(ref _hasUnknownNames, 1);

    public bool Collects(string name) => Registered.Any(registered => NamePattern.Matches(registered.Pattern, name));

    /// <summary>Gets the place where a name can be added: the last registration of the first file that has one, or else the call that configures the signal.</summary>
    public InvocationExpressionSyntax? Place() =>
        Choose(Registered.Select(registered => registered.Argument.FirstAncestorOrSelf<InvocationExpressionSyntax>(call => call.ArgumentList.Span.Contains(registered.Argument.Span))))
        ?? Choose(Configured);

    private static InvocationExpressionSyntax? Choose(IEnumerable<InvocationExpressionSyntax?> calls) =>
        calls.OrderBy(call => call!.SyntaxTree.FilePath, StringComparer.Ordinal).ThenByDescending(call => call!.Span.End).FirstOrDefault();
}
