namespace CloudNative.Sdk.Core;

/// <summary>Tells the health of the service to those that pass it on, as to a registry.</summary>
/// <remarks>Thread-safe. Registered by the health feature; without that feature there is none, and a service that runs counts as healthy.</remarks>
public interface IServiceHealth
{
    /// <summary>Gets the health now. Reading it runs no check.</summary>
    ServiceHealth Current { get; }

    /// <summary>Gets a task that ends when the health may have changed; the next one is another task.</summary>
    /// <value>Take it before <see cref="Current"/> is read, so that no change falls between. A result that grows too old does not end it.</value>
    Task NextChange { get; }
}
