namespace CloudNative.Sdk.Manifests.Prometheus;

/// <summary>Samples of a test, one a minute.</summary>
/// <param name="Selector">The name with its labels.</param>
/// <param name="PerMinute">By how much it grows; null for one that stays at <paramref name="Value"/>.</param>
/// <param name="Value">Its first value.</param>
internal sealed record Series(string Selector, int? PerMinute, int Value = 0)
{
    /// <summary>Writes the samples as promtool reads them: <c>0+60x30</c>.</summary>
    public string Samples(int minutes) => FormattableString.Invariant($"{Value}+{PerMinute ?? 0}x{minutes}");
}
