namespace CloudNative.Sdk.Manifests.Resolution;

/// <summary>Where the service connects to: the pods of a service, or, where <paramref name="Service"/> is null, any host outside.</summary>
/// <param name="Service">The name of a service of the same namespace.</param>
/// <param name="Port">A port number, or the name of a port of that service.</param>
internal sealed record Destination(string? Service, object Port);
