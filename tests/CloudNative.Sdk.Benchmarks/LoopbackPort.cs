using System.Net;
using System.Net.Sockets;

namespace CloudNative.Sdk.Benchmarks;

/// <summary>Finds a port for a process that is about to start.</summary>
internal static class LoopbackPort
{
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
