namespace CloudNative.Sdk.Core;

/// <summary>Tells where the service stands between its start and its end.</summary>
/// <remarks>
/// Thread-safe. Use <see cref="Running"/> to enter a registry, <see cref="Draining"/> to leave a registry or to take no new work, and <see cref="Stopping"/> to end work that must go on while
/// the service still serves; <c>IHostApplicationLifetime.ApplicationStopping</c> fires at the beginning of the drain, so it ends such work too early.
/// </remarks>
public interface IServiceLifecycle
{
    /// <summary>Gets the current state.</summary>
    ServiceState State { get; }

    /// <summary>Gets a token that is cancelled when the service does its work: the servers listen, and the start-up tasks are done.</summary>
    /// <value>Never cancelled where the start fails.</value>
    CancellationToken Running { get; }

    /// <summary>Gets a token that is cancelled when the service begins to drain, or to stop where it does not drain.</summary>
    CancellationToken Draining { get; }

    /// <summary>Gets a token that is cancelled after the drain, when the servers begin to stop.</summary>
    CancellationToken Stopping { get; }
}
