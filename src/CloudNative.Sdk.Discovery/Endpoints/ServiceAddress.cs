using System.Diagnostics.CodeAnalysis;

namespace CloudNative.Sdk.Discovery.Endpoints;

/// <summary>One address of a service as the configuration states it.</summary>
internal sealed class ServiceAddress
{
    /// <summary>What an address must be, to follow its key.</summary>
    public const string Rule = "must be host[:port] or scheme://host[:port][/path]";

    private const string SchemeEnd = "://";

    private ServiceAddress(string? scheme, string authorityAndPath)
    {
        Scheme = scheme;
        AuthorityAndPath = authorityAndPath;
    }

    /// <summary>Gets the scheme, or null where the endpoint's name or the request decides.</summary>
    public string? Scheme { get; }

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

        // The default port of http and https stays out, so that the Host header is what a browser would send.
        var authority = uri.IsDefaultPort || uri.Port < 0 ? uri.Host : $"{uri.Host}:{uri.Port}";
        address = new ServiceAddress(hasScheme ? uri.Scheme : null, authority + uri.AbsolutePath.TrimEnd('/'));
        return true;
    }
}
