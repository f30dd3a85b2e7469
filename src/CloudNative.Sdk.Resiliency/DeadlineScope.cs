using CloudNative.Sdk.Resiliency.Deadlines;

namespace CloudNative.Sdk.Resiliency;

/// <summary>The time for which a deadline counts, or none does.</summary>
public sealed class DeadlineScope : IDisposable
{
    private readonly Deadline _deadline;

    internal DeadlineScope(Deadline deadline) => _deadline = deadline;

    /// <summary>Gets what fires when the deadline is over, or the token given at its begin fires. It never fires once the scope is disposed.</summary>
    public CancellationToken Token => _deadline.Token;

    /// <summary>Ends the scope; the deadline around it counts again. Calling it again does nothing.</summary>
    public void Dispose() => _deadline.Dispose();
}
