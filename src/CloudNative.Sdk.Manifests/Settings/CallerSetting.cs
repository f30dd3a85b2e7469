namespace CloudNative.Sdk.Manifests.Settings;

/// <summary>Who may call: a service by name, every pod of a namespace, or a service of another namespace.</summary>
internal sealed record CallerSetting(string? Service, string? Namespace);
