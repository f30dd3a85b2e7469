using System.Diagnostics;

namespace CloudNative.Sdk.Telemetry.Tracing.Work;

/// <summary>Runs work in its span and ends the span with it.</summary>
internal static class TracedWork
{
    public static readonly ActivitySource Source = new("CloudNative.Sdk.Telemetry");

    /// <param name="span">The started span, or null where nobody listens.</param>
    /// <param name="work">The work.</param>
    public static Task RunAsync(Activity? span, Func<Task> work) => span is null ? work() : RunInAsync(span, work);

    private static async Task RunInAsync(Activity span, Func<Task> work)
    {
        using (span)
        {
            try
            {
                await work().ConfigureAwait(false);
            }
            catch (Exception exception) when (Record(span, exception))
            {
                throw;
            }
        }
    }

    /// <summary>Records the exception while its stack is still whole, and catches nothing.</summary>
    private static bool Record(Activity span, Exception exception)
    {
        if (exception is not OperationCanceledException { InnerException: not TimeoutException })
        {
            span.Fail(exception);
        }

        return false;
    }
}
