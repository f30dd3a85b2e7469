using System.Net;
using Microsoft.AspNetCore.Http;

namespace CloudNative.Sdk.Core.Ops;

/// <summary>
/// Tells names of this machine from others. A page of the web can let its own name point to 127.0.0.1 and so read, as its own origin, a server that only listens there:
/// the header <c>Host</c> still has the page's name.
/// </summary>
internal static class LocalName
{
    private const string Localhost = "localhost";

    /// <summary>Returns whether a host is <c>localhost</c>, below it, an IP address, or not given at all, as by HTTP/1.0.</summary>
    public static bool Is(HostString host)
    {
        var name = host.Host;
        return string.IsNullOrEmpty(name)
            || name.Equals(Localhost, StringComparison.OrdinalIgnoreCase)
            || name.EndsWith("." + Localhost, StringComparison.OrdinalIgnoreCase)
            || IPAddress.TryParse(name, out _);
    }
}
