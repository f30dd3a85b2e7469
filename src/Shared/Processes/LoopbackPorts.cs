using System.Net;
using System.Net.Sockets;

namespace CloudNative.Sdk.Processes;

/// <summary>Finds ports of 127.0.0.1 that nobody listens on.</summary>
internal static class LoopbackPorts
{
    // Above the ports of well-known programs, and below those that systems give out by themselves: to outgoing connections, and to listeners at port 0. Linux begins at 32768, others at 49152.
    private const int First = 15_000;
    private const int End = 32_768;

    /// <summary>Takes several different ports. They are free when this returns; afterwards the system gives them to nobody, but another process may ask for one.</summary>
    public static int[] Take(int count)
    {
        var listeners = new List<TcpListener>(count);
        try
        {
            while (listeners.Count < count)
            {
                Listen(listeners);
            }

            return [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        }
        finally
        {
            listeners.ForEach(listener => listener.Dispose());
        }
    }

    /// <summary>Adds a listener at a random port, unless that is taken.</summary>
    private static void Listen(List<TcpListener> listeners)
    {
        var listener = new TcpListener(IPAddress.Loopback, Random.Shared.Next(First, End));
        try
        {
            listener.Start();
            listeners.Add(listener);
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            listener.Dispose();
        }
    }
}
