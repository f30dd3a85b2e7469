namespace CloudNative.Sdk.Health.Scheduling;

/// <summary>Wakes those that wait for a change of health. Costs nothing while nobody waits.</summary>
internal sealed class HealthChange
{
    private TaskCompletionSource? _next;

    /// <summary>Gets a task that ends with the next change.</summary>
    public Task Next
    {
        get
        {
            if (Volatile.Read(ref _next) is { } waiting)
            {
                return waiting.Task;
            }

            var created = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return (Interlocked.CompareExchange(ref _next, created, null) ?? created).Task;
        }
    }

    /// <summary>Ends the task.</summary>
    public void Tell() => Interlocked.Exchange(ref _next, null)?.TrySetResult();
}
