using System.Diagnostics;

namespace CloudNative.Sdk.Telemetry.Tracing.Work;

/// <summary>Runs work in its span and ends the span with it.</summary>
internal static class TracedWork
{
    public static readonly ActivitySource Source = new("CloudNative.Sdk.Telemetry");

    /// <param name="start">Starts the span, or gives null where it is not wanted.</param>
    /// <param name="work">The work.</param>
    public static Task RunAsync(Func<Activity?> start, Func<Task> work) => Source.HasListeners() ? RunInAsync(start, work) : work();

    /// <remarks>Starts the span itself: what an asynchronous method makes current ends with it, and what its caller has made current would outlive the span.</remarks>
    private static async Task RunInAsync(Func<Activity?> start, Func<Task> work)
    {
        using var span = start();
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception exception) when (Record(span, exception))
        {
            throw;
        }
    }

    /// <summary>Records the exception while its stack is still whole, and catches nothing.</summary>
    private static bool Record(Activity? span, Exception exception)
    {
        if (exception is not OperationCanceledException { InnerException: not TimeoutException })
        {
            span?.Fail(exception);
        }

        return false;
    }
}
