namespace CloudNative.Sdk.Discovery.Resolution;

/// <summary>What a URI says about the service that it means: <c>https+http://_admin.catalog</c>.</summary>
/// <param name="Service">The service, as <c>catalog</c>.</param>
/// <param name="Endpoint">The named endpoint, as <c>admin</c>, or null.</param>
/// <param name="Schemes">The schemes in the order of preference; at least one.</param>
internal readonly record struct LogicalName(string Service, string? Endpoint, string[] Schemes)
{
    /// <summary>Gets whether the URI can only mean a service: no DNS name looks like it.</summary>
    public bool IsExplicit => Endpoint is not null || Schemes.Length > 1;

    public static LogicalName Of(Uri uri)
    {
        var schemes = uri.Scheme.Split('+', StringSplitOptions.RemoveEmptyEntries);
        var host = uri.Host;
        var dot = host.IndexOf('.', StringComparison.Ordinal);
        return host.StartsWith('_') && dot > 1 && dot < host.Length - 1
            ? new LogicalName(host[(dot + 1)..], host[1..dot], schemes)
            : new LogicalName(host, null, schemes);
    }
}
