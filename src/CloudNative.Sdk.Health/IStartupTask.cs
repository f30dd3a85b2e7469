namespace CloudNative.Sdk.Health;

/// <summary>Does something that must be done before the service takes requests, as to migrate a database or to warm a cache.</summary>
/// <remarks>
/// Tasks run one after another in the order of registration, each in its own scope, while the ops server already answers: the start-up probe is 503 until all
/// are done. A task that fails or exceeds its limit stops the host with a <see cref="StartupTaskException"/>.
/// </remarks>
public interface IStartupTask
{
    /// <summary>Does the work.</summary>
    /// <param name="cancellationToken">Cancelled when the limit is over or the host is stopped.</param>
    Task RunAsync(CancellationToken cancellationToken);
}
