namespace CloudNative.Sdk.Discovery;

/// <summary>What a source is asked for: <c>https+http://_admin.catalog</c> asks for the endpoint <c>admin</c> of <c>catalog</c>.</summary>
/// <param name="Service">The name of the service, in lower case.</param>
/// <param name="Endpoint">The named endpoint, in lower case, or null.</param>
/// <param name="Schemes">The schemes of the URI in the order of preference, in lower case; at least one.</param>
/// <param name="IsExplicit">
/// Whether the URI can only mean a service, by its endpoint or its list of schemes. Where not, as with <c>http://catalog</c>, it may be an ordinary host too:
/// one that no source knows is left to the name resolution of the system.
/// </param>
/// <param name="Port">The port of the URI, for instances whose source names none; 0 where the URI states none, or that of its scheme.</param>
public sealed record ServiceQuery(string Service, string? Endpoint, IReadOnlyList<string> Schemes, bool IsExplicit, int Port = 0);
