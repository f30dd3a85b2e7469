namespace CloudNative.Sdk.Manifests.Resolution;

/// <summary>Where the service connects to: the pods of a service, or, where <paramref name="Service"/> is null, any host outside.</summary>
/// <param name="Service">The name of a service.</param>
/// <param name="Port">A port number, or the name of a port of that service.</param>
/// <param name="Namespace">The namespace of that service; null for the same.</param>
internal sealed record Destination(string? Service, object Port, string? Namespace = null);
