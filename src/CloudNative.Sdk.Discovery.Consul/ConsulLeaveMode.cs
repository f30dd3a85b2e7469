namespace CloudNative.Sdk.Discovery.Consul;

/// <summary>What becomes of the registration when the service stops; it happens before the drain.</summary>
public enum ConsulLeaveMode
{
    /// <summary>The registration is taken away.</summary>
    Deregister,

    /// <summary>The instance is marked as in maintenance while it drains, so that operators see it, and its registration is taken away when its servers have stopped.</summary>
    Maintenance,

    /// <summary>The registration stays as critical, until Consul takes it away after <see cref="ConsulRegistrationOptions.DeregisterAfter"/>.</summary>
    Keep,
}
