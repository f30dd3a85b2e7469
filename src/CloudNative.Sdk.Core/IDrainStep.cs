namespace CloudNative.Sdk.Core;

/// <summary>Does something between the request to stop and the stop of the servers, as to leave a registry or to wait for load balancers.</summary>
/// <remarks>All steps run at the same time, while the service still serves. A step that fails is logged and the stop goes on.</remarks>
public interface IDrainStep
{
    /// <summary>Gets how long the work takes at most, for the people who watch the service drain.</summary>
    /// <value>The default is <see langword="null"/>: it is not known.</value>
    TimeSpan? Longest => null;

    /// <summary>Does the work.</summary>
    /// <param name="cancellationToken">Cancelled by a second stop signal and when the host's shutdown timeout is over.</param>
    Task DrainAsync(CancellationToken cancellationToken);
}
