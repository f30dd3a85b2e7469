namespace CloudNative.Sdk.Cli.Examining;

/// <summary>What a look at a project or an instance found.</summary>
/// <param name="Findings">What is well and what is not, in the order in which it was looked at.</param>
/// <param name="Configuration">The keys of the SDK with the values in effect, by key.</param>
internal sealed record Examination(IReadOnlyList<Advice> Findings, IReadOnlyList<Setting> Configuration);
