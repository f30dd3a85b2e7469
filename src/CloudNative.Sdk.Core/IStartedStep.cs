namespace CloudNative.Sdk.Core;

/// <summary>Does something once the service has started, which need not be done before its first answers: outside Development it comes 0.1 s after the start of the server.</summary>
/// <remarks>
/// The service is ready when all steps are done. They run one after another, in the order of their registration, and are made no sooner: each service that the host makes
/// on its way to the first answer costs time. A step that fails ends the start.
/// </remarks>
public interface IStartedStep
{
    /// <summary>Does the work.</summary>
    /// <param name="cancellationToken">Cancelled when the start is given up.</param>
    Task StartedAsync(CancellationToken cancellationToken);
}
