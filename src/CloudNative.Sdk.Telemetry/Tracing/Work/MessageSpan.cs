using System.Diagnostics;

namespace CloudNative.Sdk.Telemetry.Tracing.Work;

/// <summary>Starts the spans of messages and carries the trace in their headers.</summary>
/// <remarks>https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/</remarks>
internal static class MessageSpan
{
    private const string Process = "process";
    private const string Send = "send";

    public static Activity? StartProcess(string system, string destination, Func<string, string?> header, string? messageId)
    {
        var sender = SenderOf(header);
        var within = Activity.Current is not null;
        var span = within || sender == default
            ? TracedWork.Source.StartActivity(ActivityKind.Consumer, name: $"{Process} {destination}", links: sender == default ? null : [new ActivityLink(sender)])
            : TracedWork.Source.StartActivity($"{Process} {destination}", ActivityKind.Consumer, sender);
        return Describe(span, Process, system, destination, messageId);
    }

    public static Activity? StartSend(string system, string destination, string? messageId) =>
        Describe(TracedWork.Source.StartActivity($"{Send} {destination}", ActivityKind.Producer), Send, system, destination, messageId);

    /// <summary>Gives a message the current trace, which goes on through the message even where no span of the sending is wanted.</summary>
    public static void Inject(Action<string, string> setHeader) =>
        DistributedContextPropagator.Current.Inject(Activity.Current, setHeader, static (carrier, name, value) => ((Action<string, string>)carrier!)(name, value));

    private static Activity? Describe(Activity? span, string operation, string system, string destination, string? messageId)
    {
        if (span is { IsAllDataRequested: true })
        {
            span.AddTag(SpanTag.MessagingSystem, system);
            span.AddTag(SpanTag.MessagingDestination, destination);
            span.AddTag(SpanTag.MessagingOperationName, operation);
            span.AddTag(SpanTag.MessagingOperationType, operation);
            if (messageId is not null)
            {
                span.AddTag(SpanTag.MessagingMessageId, messageId);
            }
        }

        return span;
    }

    /// <summary>Reads the sender's trace; a header that is none counts as absent.</summary>
    private static ActivityContext SenderOf(Func<string, string?> header)
    {
        DistributedContextPropagator.Current.ExtractTraceIdAndState(
            header,
            static (object? carrier, string name, out string? value, out IEnumerable<string>? values) =>
            {
                values = null;
                value = ((Func<string, string?>)carrier!)(name);
            },
            out var parent,
            out var state);
        return ActivityContext.TryParse(parent, state, isRemote: true, out var sender) ? sender : default;
    }
}
