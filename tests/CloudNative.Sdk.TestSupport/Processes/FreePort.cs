using CloudNative.Sdk.Processes;

namespace CloudNative.Sdk.TestSupport.Processes;

/// <summary>Finds ports of 127.0.0.1 that nobody listens on.</summary>
public static class FreePort
{
    /// <summary>Takes one port, as <see cref="Take"/> does.</summary>
    public static int Next() => Take(1)[0];

    /// <summary>Takes several different ports; they are free when this returns, and nothing keeps another process from taking them afterwards.</summary>
    public static int[] Take(int count) => LoopbackPorts.Take(count);
}
