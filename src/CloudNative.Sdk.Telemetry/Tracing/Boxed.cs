namespace CloudNative.Sdk.Telemetry.Tracing;

/// <summary>Numbers as objects, made once: a span takes its attributes as objects.</summary>
internal static class Boxed
{
    private const int FirstStatus = 100;

    private static readonly object?[] Statuses = new object?[500];
    private static object _lastPort = 80;

    public static object Status(int code)
    {
        var index = code - FirstStatus;
        return (uint)index < (uint)Statuses.Length ? Statuses[index] ??= code : code;
    }

    /// <summary>Gets the port; the last one is remembered, since a service is mostly called by one.</summary>
    public static object Port(int port)
    {
        var last = _lastPort;
        return (int)last == port ? last : _lastPort = port;
    }
}
