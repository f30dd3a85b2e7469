using System.Net;
using System.Net.Sockets;

namespace CloudNative.Sdk.TestSupport.Processes;

/// <summary>Finds addresses of the loopback network that are not used, so that programs with fixed ports run side by side.</summary>
/// <remarks>Unlike a port that was free a moment ago, an address of its own is not taken by another program's outgoing connection while nobody listens. Linux only.</remarks>
public static class LoopbackAddress
{
    /// <summary>Takes an address below 127.64.0.0/10 and above on which all the ports are free.</summary>
    public static IPAddress Next(params IReadOnlyList<int> ports)
    {
        while (true)
        {
            var address = new IPAddress([127, (byte)Random.Shared.Next(64, 255), (byte)Random.Shared.Next(256), (byte)Random.Shared.Next(1, 255)]);
            if (ports.All(port => IsFree(address, port)))
            {
                return address;
            }
        }
    }

    private static bool IsFree(IPAddress address, int port)
    {
        try
        {
            using var stream = new Socket(SocketType.Stream, ProtocolType.Tcp);
            stream.Bind(new IPEndPoint(address, port));
            using var datagrams = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            datagrams.Bind(new IPEndPoint(address, port));
            return true;
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return false;
        }
    }
}
