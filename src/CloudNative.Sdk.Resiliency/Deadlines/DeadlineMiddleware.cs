using CloudNative.Sdk.Resiliency.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Resiliency.Deadlines;

/// <summary>Ends the work for requests whose caller no longer waits. A request without a deadline passes at the cost of two look-ups.</summary>
internal sealed class DeadlineMiddleware(RequestDelegate next, ReceivedDeadline received, OpsRequests ops, DeadlineMetrics metrics, TimeProvider time, ILogger<DeadlineMiddleware> logger)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!ReceivedDeadline.IsIn(context.Request.Headers) || ops.Includes(context) || received.Read(context.Request.Headers) is not { } left)
        {
            return next(context);
        }

        if (left > TimeSpan.Zero)
        {
            return ServeAsync(context, left);
        }

        metrics.Refused();
        logger.RequestRefused();
        ExpiredAnswer.Give(context);
        return Task.CompletedTask;
    }

    private async Task ServeAsync(HttpContext context, TimeSpan left)
    {
        var aborted = context.RequestAborted;
        using var deadline = Deadline.Begin(left, time, aborted);
        context.RequestAborted = deadline.Token;
        try
        {
            await next(context).ConfigureAwait(false);

            // Middleware that handles exceptions takes the cancellation for that of a client that has gone.
            if (context.Response is { HasStarted: false, StatusCode: StatusCodes.Status499ClientClosedRequest } && IsOver(deadline, aborted))
            {
                GiveUp(context);
            }
        }
        catch (OperationCanceledException) when (IsOver(deadline, aborted))
        {
            GiveUp(context);
        }
        finally
        {
            context.RequestAborted = aborted;
        }
    }

    private static bool IsOver(Deadline deadline, CancellationToken aborted) => !aborted.IsCancellationRequested && deadline.TryExpire();

    private void GiveUp(HttpContext context)
    {
        metrics.Expired();
        logger.RequestExpired();
        if (context.Response.HasStarted)
        {
            // Half an answer must not look like a whole one.
            context.Abort();
            return;
        }

        ExpiredAnswer.Give(context);
    }
}
