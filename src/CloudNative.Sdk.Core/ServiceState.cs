namespace CloudNative.Sdk.Core;

/// <summary>States where a service stands between its start and its end.</summary>
public enum ServiceState
{
    /// <summary>The host is starting; start-up tasks run.</summary>
    Starting,

    /// <summary>The service does its work.</summary>
    Running,

    /// <summary>A stop was requested: the service reports not ready and still serves.</summary>
    Draining,

    /// <summary>The servers stop and the last requests finish.</summary>
    Stopping,
}
