using System.Net;
using System.Net.Sockets;

namespace CloudNative.Sdk.Discovery.Dns.Addresses;

/// <summary>Leaves out the addresses of a family that this machine has no way to, where another family has one.</summary>
internal static class Routes
{
    private const int AnyPort = 53;

    public static IReadOnlyList<IPAddress> Reachable(IReadOnlyList<IPAddress> addresses)
    {
        if (addresses.Count == 0 || addresses.All(address => address.AddressFamily == addresses[0].AddressFamily))
        {
            return addresses;
        }

        var reachable = addresses.Where(HasRoute).ToList();
        return reachable.Count == 0 ? addresses : reachable;
    }

    /// <summary>Looks for a route; to connect a socket of UDP sends nothing.</summary>
    private static bool HasRoute(IPAddress address)
    {
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(address, AnyPort);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
