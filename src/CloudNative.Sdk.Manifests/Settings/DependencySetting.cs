using CloudNative.Sdk.Manifests.Diagnostics;

namespace CloudNative.Sdk.Manifests.Settings;

/// <summary>What the service calls. Without a host it is a service, of the same namespace unless another is stated; the port is null where the name <c>http</c> finds it. A critical one stops the service when it fails.</summary>
internal sealed record DependencySetting(string Name, string Kind, string? Host, int? Port, string? Namespace, bool IsCritical, Position Position);
