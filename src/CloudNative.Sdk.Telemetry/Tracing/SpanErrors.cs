using System.Diagnostics;

namespace CloudNative.Sdk.Telemetry.Tracing;

/// <summary>Marks a span as failed.</summary>
/// <remarks>https://opentelemetry.io/docs/specs/semconv/general/recording-errors/</remarks>
internal static class SpanErrors
{
    private const string ExceptionEvent = "exception";

    /// <summary>Records an exception that ends the work of the span: once, whoever was first.</summary>
    public static void Fail(this Activity span, Exception exception)
    {
        if (!HasException(span))
        {
            span.AddException(exception);
        }

        span.Fail(exception.GetType().FullName ?? nameof(Exception));
    }

    /// <summary>Sets the status, unless the application has set it, and the kind of error, unless it is there.</summary>
    public static void Fail(this Activity span, string errorType)
    {
        if (span.GetTagItem(SpanTag.ErrorType) is null)
        {
            span.SetTag(SpanTag.ErrorType, errorType);
        }

        if (span.Status == ActivityStatusCode.Unset)
        {
            span.SetStatus(ActivityStatusCode.Error);
        }
    }

    private static bool HasException(Activity span)
    {
        foreach (var item in span.EnumerateEvents())
        {
            if (item.Name == ExceptionEvent)
            {
                return true;
            }
        }

        return false;
    }
}
