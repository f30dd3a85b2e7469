namespace CloudNative.Sdk.Discovery.Dns.Srv;

/// <summary>A name to ask for.</summary>
/// <param name="Name">The whole name.</param>
/// <param name="Scheme">The scheme that instances under this name are called with, or null where the request decides.</param>
internal sealed record SrvQuestion(string Name, string? Scheme);
