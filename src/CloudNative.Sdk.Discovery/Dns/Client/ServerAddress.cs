using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace CloudNative.Sdk.Discovery.Dns.Client;

/// <summary>Reads the address of a name server as the configuration states it.</summary>
internal static class ServerAddress
{
    public const int DefaultPort = 53;

    /// <summary>What an address must be, to follow its key.</summary>
    public const string Rule = "must be an IP address with or without a port, as 10.0.0.2, 10.0.0.2:8600 or [::1]:53";

    public static bool TryParse(string text, [NotNullWhen(true)] out IPEndPoint? server)
    {
        server = null;
        if (ParseAddress(text) is { } bare)
        {
            server = new IPEndPoint(bare, DefaultPort);
            return true;
        }

        var colon = text.LastIndexOf(':');
        if (colon <= 0
            || !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            || port is 0 or > ushort.MaxValue)
        {
            return false;
        }

        var host = text[..colon];
        var isBracketed = host.StartsWith('[') && host.EndsWith(']');
        if (ParseAddress(isBracketed ? host[1..^1] : host) is not { } address || isBracketed != (address.AddressFamily == AddressFamily.InterNetworkV6))
        {
            return false;
        }

        server = new IPEndPoint(address, port);
        return true;
    }

    /// <summary>Reads an address; .NET would take <c>10</c> for <c>0.0.0.10</c>, and brackets with a port for an address.</summary>
    private static IPAddress? ParseAddress(string text) =>
        IPAddress.TryParse(text, out var address)
            && (address.AddressFamily == AddressFamily.InterNetworkV6 ? !text.StartsWith('[') : text.Count(c => c == '.') == 3)
            ? address
            : null;
}
