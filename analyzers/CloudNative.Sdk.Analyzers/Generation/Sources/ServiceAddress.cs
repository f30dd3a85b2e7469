using System.Globalization;

namespace CloudNative.Sdk.Analyzers.Generation.Sources;

/// <summary>An address as code states it, cut into its parts: <c>https+http://_admin.catalog:8080/path</c>.</summary>
internal sealed class ServiceAddress
{
    private ServiceAddress(string scheme, string host, int? port, bool hasCredentials) => (Scheme, Host, Port, HasCredentials) = (scheme, host, port, hasCredentials);

    public string Scheme { get; }

    public string Host { get; }

    /// <summary>Gets the port; null where the address states none.</summary>
    public int? Port { get; }

    public bool HasCredentials { get; }

    /// <summary>Gets the schemes in order of preference.</summary>
    public string[] Schemes => Scheme.Split('+');

    public bool IsLoopback => Host is "localhost" or "[::1]" || Host.StartsWith("127.", StringComparison.Ordinal);

    /// <summary>Gets the logical service: a host of one label; null for a host with a dot, an IP address or this machine.</summary>
    public string? Service
    {
        get
        {
            var name = EndpointName is { } endpoint ? Host.Substring(endpoint.Length + 2) : Host;
            return name.Length == 0 || name == "localhost" || name.Any(letter => letter is '.' or ':' or '*' or '+') ? null : name;
        }
    }

    /// <summary>Gets the named endpoint: <c>admin</c> of <c>_admin.catalog</c>; null for none.</summary>
    public string? EndpointName => Host.StartsWith("_", StringComparison.Ordinal) && Host.IndexOf('.') is > 1 and var dot ? Host.Substring(1, dot - 1) : null;

    public static ServiceAddress? TryParse(string text)
    {
        var mark = text.IndexOf("://", StringComparison.Ordinal);
        if (mark <= 0)
        {
            return null;
        }

        var authority = text.Substring(mark + 3).Split('/', '?', '#')[0];
        var at = authority.LastIndexOf('@');
        var host = authority.Substring(at + 1);
        int? port = null;
        var colon = host.LastIndexOf(':');
        if (colon > host.LastIndexOf(']'))
        {
            if (!int.TryParse(host.Substring(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var stated) || stated > 65535)
            {
                return null;
            }

            (host, port) = (host.Substring(0, colon), stated);
        }

        return host.Length == 0 ? null : new ServiceAddress(text.Substring(0, mark).ToLowerInvariant(), host.ToLowerInvariant(), port, at >= 0);
    }
}
