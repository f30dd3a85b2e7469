using System.Net;

namespace CloudNative.Sdk.Discovery.Resolution;

/// <summary>What a URI says about the service that it means: <c>https+http://_admin.catalog</c>.</summary>
internal static class LogicalName
{
    public static ServiceQuery Of(Uri uri)
    {
        // The scheme and the host of a Uri are in lower case.
        var schemes = uri.Scheme.Split('+', StringSplitOptions.RemoveEmptyEntries);
        var host = uri.Host;
        var port = uri.IsDefaultPort || uri.Port < 0 ? 0 : uri.Port;
        var dot = host.IndexOf('.', StringComparison.Ordinal);
        return host.StartsWith('_') && dot > 1 && dot < host.Length - 1
            ? new ServiceQuery(host[(dot + 1)..], host[1..dot], schemes, IsExplicit: true, port)
            : new ServiceQuery(host, null, schemes, IsExplicit: schemes.Length > 1, port);
    }

    /// <summary>Tells whether a host is one that every source may be asked for: an address, a local name and a name with dots belong to the name resolution of the system.</summary>
    public static bool MayBeService(ServiceQuery query) =>
        query.IsExplicit
        || !(query.Service.Contains('.', StringComparison.Ordinal) || query.Service == "localhost" || IPAddress.TryParse(query.Service.Trim('[', ']'), out _));

    public static string Shown(Uri uri) => $"{uri.Scheme}://{uri.Host}";
}
