namespace CloudNative.Sdk.Analyzers.Report.Maturity;

/// <summary>One line of the card of a service.</summary>
/// <param name="Characteristic">What it counts for.</param>
/// <param name="What">What a service of that kind does.</param>
/// <param name="IsMet">Whether this one does it.</param>
/// <param name="Advice">What to do where it does not.</param>
internal sealed record CardEntry(string Characteristic, string What, bool IsMet, string Advice);
