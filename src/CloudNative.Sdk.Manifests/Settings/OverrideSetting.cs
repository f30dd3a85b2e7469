namespace CloudNative.Sdk.Manifests.Settings;

/// <summary>A fact of the code that the team contradicts, because it knows better.</summary>
/// <param name="Field">The field, as <c>ports.http.port</c>.</param>
/// <param name="Reason">Why, in one line.</param>
internal sealed record OverrideSetting(string Field, string Reason);
