namespace CloudNative.Sdk.Discovery.Tests.Dns;

/// <summary>What sources are asked for, and the first answer.</summary>
internal static class Queries
{
    public static ServiceQuery Of(string service, string? endpoint = null, params string[] schemes) =>
        new(service, endpoint, schemes.Length == 0 ? ["http"] : schemes, endpoint is not null || schemes.Length > 1);

    public static async Task<ServiceEndpoints> FirstAsync(this IServiceEndpointSource source, ServiceQuery query)
    {
        await foreach (var state in source.WatchAsync(query, TestContext.Current.CancellationToken))
        {
            return state;
        }

        throw new InvalidOperationException("The watch ended without a state.");
    }

    /// <summary>Gets instances as <c>priority weight scheme://host:port (name)</c>.</summary>
    public static string[] Shown(this ServiceEndpoints state) =>
        [.. state.Endpoints.Select(e => $"{e.Priority} {e.Weight} {e.Scheme ?? "?"}://{e.Host}:{e.Port} ({e.HostName})")];
}
