namespace CloudNative.Sdk.Manifests.Diagnostics;

/// <summary>Collects every problem of a run: nothing stops at the first one.</summary>
internal sealed class DiagnosticBag
{
    private readonly List<Diagnostic> _diagnostics = [];

    public bool HasErrors => _diagnostics.Any(diagnostic => diagnostic.IsError);

    public void Add(Diagnostic diagnostic) => _diagnostics.Add(diagnostic);

    public void Error(string id, Position at, string message) => Add(new Diagnostic(at, true, id, message));

    public void Warning(string id, Position at, string message) => Add(new Diagnostic(at, false, id, message));

    /// <summary>Gets the problems by file, line and column; what several environments have in common is told once.</summary>
    public IReadOnlyList<Diagnostic> Ordered() =>
    [
        .. _diagnostics
            .Distinct()
            .OrderBy(diagnostic => diagnostic.Position.File, StringComparer.Ordinal)
            .ThenBy(diagnostic => diagnostic.Position.Line)
            .ThenBy(diagnostic => diagnostic.Position.Column)
            .ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)
            .ThenBy(diagnostic => diagnostic.Message, StringComparer.Ordinal),
    ];
}
