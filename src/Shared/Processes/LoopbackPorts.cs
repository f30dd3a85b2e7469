using System.Net;
using System.Net.Sockets;

namespace CloudNative.Sdk.Processes;

/// <summary>Finds ports of 127.0.0.1 that nobody listens on.</summary>
internal static class LoopbackPorts
{
    /// <summary>Takes several different ports; they are free when this returns, and nothing keeps another process from taking them afterwards.</summary>
    public static int[] Take(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        try
        {
            return Array.ConvertAll(listeners, listener =>
            {
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            });
        }
        finally
        {
            Array.ForEach(listeners, listener => listener.Dispose());
        }
    }
}
