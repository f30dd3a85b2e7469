using CloudNative.Sdk.Resiliency.Outbound;

namespace CloudNative.Sdk.Resiliency.Deadlines;

/// <summary>Sends the time that is left along with each attempt.</summary>
internal static class SentDeadline
{
    /// <summary>Gets the deadline to send; one that the application has put into the request stays as it is.</summary>
    public static Deadline? Of(HttpRequestMessage request, Deadline? deadline) =>
        deadline is null || request.Headers.NonValidated.Contains(DeadlineHeader.Name) ? null : deadline;

    /// <param name="call">The call.</param>
    /// <param name="total">How long the call may take since it began.</param>
    /// <param name="time">The clock.</param>
    public static void Write(in Call call, TimeSpan total, TimeProvider time)
    {
        if (call.Deadline is not { } deadline)
        {
            return;
        }

        var headers = call.Request.Headers;
        headers.Remove(DeadlineHeader.Name);
        var left = deadline.Left;
        if (total != Timeout.InfiniteTimeSpan && total - time.GetElapsedTime(call.Started) is var ofCall && ofCall < left)
        {
            left = ofCall;
        }

        headers.TryAddWithoutValidation(DeadlineHeader.Name, DeadlineHeader.Format(left));
    }
}
