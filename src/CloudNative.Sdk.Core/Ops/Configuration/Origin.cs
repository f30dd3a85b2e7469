namespace CloudNative.Sdk.Core.Ops.Configuration;

/// <summary>Where values of the configuration come from.</summary>
/// <param name="Name">Its name for people, as <c>appsettings.json</c>.</param>
/// <param name="HoldsSecrets">Whether it is there for secrets, so that none of its values is shown.</param>
internal sealed record Origin(string Name, bool HoldsSecrets);
