using System.Diagnostics.CodeAnalysis;

namespace CloudNative.Sdk.Discovery.Endpoints;

/// <summary>One address of a service as the configuration states it.</summary>
internal sealed class ServiceAddress
{
    /// <summary>What an address must be, to follow its key.</summary>
    public const string Rule = "must be host[:port] or scheme://host[:port][/path]";

    private const string SchemeEnd = "://";

    private ServiceAddress(string? scheme, Uri uri)
    {
        Scheme = scheme;
        Host = uri.HostNameType == UriHostNameType.IPv6 ? uri.Host[1..^1] : uri.Host;

        // The default port of http and https stays out, so that the Host header is what a browser would send.
        Port = uri.IsDefaultPort || uri.Port < 0 ? 0 : uri.Port;
        Path = uri.AbsolutePath.TrimEnd('/');
        AuthorityAndPath = (Port == 0 ? uri.Host : $"{uri.Host}:{uri.Port}") + Path;
    }

    /// <summary>Gets the scheme, or null where the endpoint's name or the request decides.</summary>
    public string? Scheme { get; }

    /// <summary>Gets the host; an IPv6 address without brackets.</summary>
    public string Host { get; }

    /// <summary>Gets the port, or 0 for that of the scheme.</summary>
    public int Port { get; }

    /// <summary>Gets the path without a slash at the end.</summary>
    public string Path { get; }

    /// <summary>Gets <c>host[:port][/path]</c> without a slash at the end.</summary>
    public string AuthorityAndPath { get; }

    public static bool TryParse(string text, [NotNullWhen(true)] out ServiceAddress? address)
    {
        address = null;
        var hasScheme = text.Contains(SchemeEnd, StringComparison.Ordinal);
        if (text.Any(char.IsWhiteSpace) || !Uri.TryCreate(hasScheme ? text : "none" + SchemeEnd + text, UriKind.Absolute, out var uri))
        {
            return false;
        }

        var isAddress = uri.Host.Length > 0
            && uri.HostNameType != UriHostNameType.Basic
            && uri.Port != 0
            && uri.UserInfo.Length == 0
            && uri.Query.Length == 0
            && uri.Fragment.Length == 0
            && (hasScheme || uri.AbsolutePath is "/" or "");
        if (!isAddress)
        {
            return false;
        }

        address = new ServiceAddress(hasScheme ? uri.Scheme : null, uri);
        return true;
    }
}
