using System.Net;
using CloudNative.Sdk.TestSupport.Processes;

namespace CloudNative.Sdk.TestSupport.Services;

/// <summary>The two ports of a service on 127.0.0.1.</summary>
public sealed record ServiceAddress(int ApplicationPort, int OpsPort)
{
    public Uri Application { get; } = new($"http://127.0.0.1:{ApplicationPort}");

    public IPEndPoint ApplicationEndPoint { get; } = new(IPAddress.Loopback, ApplicationPort);

    /// <summary>Takes two free ports.</summary>
    public static ServiceAddress Free()
    {
        var ports = FreePort.Take(2);
        return new ServiceAddress(ports[0], ports[1]);
    }

    public Uri Ops(string path) => new($"http://127.0.0.1:{OpsPort}{path}");
}
