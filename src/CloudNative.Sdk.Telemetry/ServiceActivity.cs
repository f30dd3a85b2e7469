using System.Diagnostics;
using CloudNative.Sdk.Telemetry.Tracing.Work;

namespace CloudNative.Sdk.Telemetry;

/// <summary>Traces work that no request brings: messages, and jobs in the background.</summary>
/// <remarks>
/// Thread-safe. While the work runs its span is <see cref="Activity.Current"/>, for tags of your own; behind it the caller's is again. An exception ends the span as failed, is
/// recorded on it, and goes on to the caller; a cancellation is no failure. Messages follow the semantic conventions of messaging, which are in development:
/// https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/
/// </remarks>
public static class ServiceActivity
{
    /// <summary>Handles a received message in a span <c>process orders</c> that goes on with the sender's trace.</summary>
    /// <param name="system">The messaging system by its conventional name: <c>kafka</c>, <c>rabbitmq</c>, <c>servicebus</c>, <c>nats</c>.</param>
    /// <param name="destination">The queue or topic. Few values: it names the span.</param>
    /// <param name="header">Gets a header of the message by its name, or <see langword="null"/> where there is none.</param>
    /// <param name="handle">Handles the message.</param>
    /// <param name="messageId">The message's id, or <see langword="null"/>.</param>
    /// <returns>The task of the handling.</returns>
    /// <remarks>Called within another span, as that of a batch, the new span is its child and links to the sender's.</remarks>
    public static Task ProcessAsync(string system, string destination, Func<string, string?> header, Func<Task> handle, string? messageId = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(system);
        ArgumentException.ThrowIfNullOrEmpty(destination);
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(handle);
        return TracedWork.RunAsync(() => MessageSpan.StartProcess(system, destination, header, messageId), handle);
    }

    /// <summary>Sends a message in a span <c>send orders</c>, and gives the message the headers by which its receiver goes on with the trace.</summary>
    /// <param name="system">As for <see cref="ProcessAsync"/>.</param>
    /// <param name="destination">As for <see cref="ProcessAsync"/>.</param>
    /// <param name="setHeader">Sets a header of the message, given its name and value, and replaces one of that name; called before <paramref name="send"/>, as a part of the work.</param>
    /// <param name="send">Sends the message.</param>
    /// <param name="messageId">The message's id, or <see langword="null"/>.</param>
    /// <returns>The task of the sending.</returns>
    public static Task SendAsync(string system, string destination, Action<string, string> setHeader, Func<Task> send, string? messageId = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(system);
        ArgumentException.ThrowIfNullOrEmpty(destination);
        ArgumentNullException.ThrowIfNull(setHeader);
        ArgumentNullException.ThrowIfNull(send);
        return TracedWork.RunAsync(() => MessageSpan.StartSend(system, destination, messageId), () =>
        {
            MessageSpan.Inject(setHeader);
            return send();
        });
    }

    /// <summary>Does one run of a background job in a span of the job's name.</summary>
    /// <param name="name">The job, as <c>close-books</c>. Few values: it names the span.</param>
    /// <param name="run">Does the run.</param>
    /// <returns>The task of the run.</returns>
    public static Task RunAsync(string name, Func<Task> run)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(run);
        return TracedWork.RunAsync(() => TracedWork.Source.StartActivity(name), run);
    }
}
