namespace CloudNative.Sdk.Manifests.Grafana;

/// <summary>One panel.</summary>
/// <param name="Title">The title.</param>
/// <param name="Unit">The unit as Grafana names it.</param>
/// <param name="Queries">The expressions, each with the text of its lines.</param>
internal sealed record PanelQuery(string Title, string Unit, IReadOnlyList<(string Expression, string Legend)> Queries)
{
    public string? Description { get; init; }

    /// <summary>Gets the value from which on it is red.</summary>
    public double? Threshold { get; init; }
}
