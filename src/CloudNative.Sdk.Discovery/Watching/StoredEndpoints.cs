namespace CloudNative.Sdk.Discovery.Watching;

/// <summary>What a source said, and when.</summary>
internal sealed record StoredEndpoints(DateTimeOffset At, IReadOnlyList<ServiceEndpoint> Endpoints);
