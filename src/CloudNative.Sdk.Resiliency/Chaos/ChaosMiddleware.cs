using CloudNative.Sdk.Resiliency.Requests;
using Microsoft.AspNetCore.Http;

namespace CloudNative.Sdk.Resiliency.Chaos;

/// <summary>Lets requests to this service fail.</summary>
internal sealed class ChaosMiddleware(RequestDelegate next, ChaosRules rules, OpsRequests ops, ChaosMetrics metrics, TimeProvider time)
{
    public Task InvokeAsync(HttpContext context)
    {
        var faults = rules.Inbound;
        return faults.Length == 0 || ops.Includes(context) ? next(context) : ServeAsync(context, faults);
    }

    private async Task ServeAsync(HttpContext context, KeyValuePair<InboundChaosRule, ChaosFault>[] faults)
    {
        foreach (var (rule, fault) in faults)
        {
            if (!IsMeant(rule, context.Request) || fault.Draw() is not { } latency)
            {
                continue;
            }

            metrics.Hit("inbound", fault);
            await Task.Delay(latency, time, context.RequestAborted).ConfigureAwait(false);
            if (fault.Ends)
            {
                End(context, fault);
                return;
            }
        }

        await next(context).ConfigureAwait(false);
    }

    private static bool IsMeant(InboundChaosRule rule, HttpRequest request) =>
        (rule.Path.Length <= 1 || request.Path.StartsWithSegments(rule.Path.TrimEnd('/'), StringComparison.OrdinalIgnoreCase))
        && (string.IsNullOrEmpty(rule.Method) || HttpMethods.Equals(rule.Method, request.Method));

    private static void End(HttpContext context, ChaosFault fault)
    {
        if (fault.Status is not { } status)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = status;
        context.Response.Headers[ChaosHeader.Name] = ChaosHeader.Of(fault);
    }
}
