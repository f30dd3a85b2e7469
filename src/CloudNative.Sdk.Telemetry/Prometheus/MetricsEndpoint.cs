using System.Buffers;
using System.Globalization;
using CloudNative.Sdk.Core;
using CloudNative.Sdk.Facts;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Telemetry.Prometheus;

/// <summary>Serves the metrics to Prometheus.</summary>
internal sealed class MetricsEndpoint(MetricsCollector collector, IOptions<TelemetryOptions> options, ILogger<MetricsEndpoint> logger) : IOpsEndpoint
{
    private const string TimeoutHeader = "X-Prometheus-Scrape-Timeout-Seconds";
    private static readonly TimeSpan DefaultLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MaxLimit = TimeSpan.FromMinutes(1);

    public string Path => OperationDefaults.MetricsPath;

    public string Description => "The metrics of the service in the Prometheus text format.";

    public async Task GetAsync(HttpContext context)
    {
        if (!options.Value.Enabled)
        {
            await AnswerAsync(context, StatusCodes.Status404NotFound, "There are no metrics: CloudNative:Telemetry:Enabled is false.\n").ConfigureAwait(false);
            return;
        }

        var begun = false;
        try
        {
            var failure = await collector.WriteAsync(LimitOf(context.Request), Begin, context.RequestAborted).ConfigureAwait(false);
            if (failure is not null)
            {
                logger.ScrapeFailed(failure);
                await AnswerAsync(context, StatusCodes.Status503ServiceUnavailable, $"There are no metrics now: {failure}.\n").ConfigureAwait(false);
                return;
            }

            await context.Response.BodyWriter.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        }
        catch when (begun)
        {
            // Half a page must not look like a whole one.
            context.Abort();
            throw;
        }

        IBufferWriter<byte> Begin()
        {
            begun = true;
            context.Response.ContentType = PrometheusText.ContentType;
            context.Response.Headers.CacheControl = "no-store";
            return context.Response.BodyWriter;
        }
    }

    private static Task AnswerAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        return OpsResponse.WriteTextAsync(context, text);
    }

    private static TimeSpan LimitOf(HttpRequest request) =>
        double.TryParse(request.Headers[TimeoutHeader], NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds > 0
            ? TimeSpan.FromSeconds(Math.Min(seconds, MaxLimit.TotalSeconds))
            : DefaultLimit;
}
