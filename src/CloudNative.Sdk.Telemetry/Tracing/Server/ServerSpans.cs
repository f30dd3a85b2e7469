using System.Diagnostics;
using CloudNative.Sdk.Core;
using CloudNative.Sdk.Tracing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace CloudNative.Sdk.Telemetry.Tracing.Server;

/// <summary>
/// Completes the server's span as the request ends. The host hands over its HttpContext right before it stops the span: behind all middleware, with
/// the status that was really sent, and without anything allocated for the purpose.
/// </summary>
internal sealed class ServerSpans(ServerSpan span) : IObserver<KeyValuePair<string, object?>>
{
    private const string Start = "Microsoft.AspNetCore.Hosting.HttpRequestIn.Start";
    private const string Stop = "Microsoft.AspNetCore.Hosting.HttpRequestIn.Stop";
    private const string Matched = "Microsoft.AspNetCore.Routing.EndpointMatched";
    private const string Unhandled = "Microsoft.AspNetCore.Hosting.UnhandledException";

    /// <summary>Listens to a web application's host; a worker has none.</summary>
    public static IDisposable? Subscribe(DiagnosticListener? host, TracingOptions options) =>
        host?.Subscribe(new ServerSpans(new ServerSpan(new QueryRedaction(options.QueryKeys))), IsWanted);

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == Stop)
        {
            if (value.Value is HttpContext context && SpanOf(context) is { IsAllDataRequested: true } activity)
            {
                span.Complete(activity, context);
            }
        }
        else if (value.Key == Matched)
        {
            if (value.Value is HttpContext context)
            {
                OnMatched(context);
            }
        }
        else if (value.Key == Unhandled && value.Value is { } failure)
        {
            OnUnhandled(failure);
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    /// <summary>The host asks for Start, and says Stop only to those who want Start; whoever wants its other events makes it allocate for each request.</summary>
    private static bool IsWanted(string name) => name is Start or Stop or Matched or Unhandled;

    private static Activity? SpanOf(HttpContext context) => context.Features.Get<IHttpActivityFeature>()?.Activity;

    private static void OnMatched(HttpContext context)
    {
        Origin.Remember(context);
        if (context.GetEndpoint()?.Metadata.GetMetadata<IOpsEndpoint>() is not null)
        {
            OpsSpan.Exclude(context);
        }
    }

    private static void OnUnhandled(object failure)
    {
        if (UnhandledException.TryRead(failure, out var context, out var exception) && SpanOf(context) is { IsAllDataRequested: true } activity
            && !IsLeftByClient(exception, context))
        {
            activity.Fail(exception);
        }
    }

    /// <summary>Tells whether the work ended because its client went away, which is no failure of the service.</summary>
    private static bool IsLeftByClient(Exception exception, HttpContext context) =>
        context.RequestAborted.IsCancellationRequested && exception is OperationCanceledException or IOException;
}
