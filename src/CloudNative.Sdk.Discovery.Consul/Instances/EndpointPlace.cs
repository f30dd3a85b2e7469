using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace CloudNative.Sdk.Discovery.Consul.Instances;

/// <summary>Where an endpoint of an instance listens.</summary>
/// <param name="Host">The address.</param>
/// <param name="Port">The port, or 0 for the default port of the scheme.</param>
/// <param name="Scheme">The scheme, or null where the instance does not say.</param>
/// <param name="Path">The path before that of the request, or empty.</param>
internal sealed record EndpointPlace(string Host, int Port, string? Scheme, string Path = "")
{
    private const string SchemeEnd = "://";

    /// <summary>Reads what the metadata state of a named endpoint: a port, <c>host:port</c>, or <c>scheme://host[:port][/path]</c>.</summary>
    public static bool TryParse(string text, string host, [NotNullWhen(true)] out EndpointPlace? place)
    {
        place = null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            place = port is > 0 and <= ushort.MaxValue ? new EndpointPlace(host, port, Scheme: null) : null;
            return place is not null;
        }

        var hasScheme = text.Contains(SchemeEnd, StringComparison.Ordinal);
        if (!Uri.TryCreate(hasScheme ? text : "none" + SchemeEnd + text, UriKind.Absolute, out var uri) || uri.Host.Length == 0 || uri.UserInfo.Length > 0)
        {
            return false;
        }

        place = new EndpointPlace(uri.DnsSafeHost, Math.Max(0, uri.IsDefaultPort ? 0 : uri.Port), hasScheme ? uri.Scheme : null, uri.AbsolutePath.TrimEnd('/'));
        return true;
    }
}
