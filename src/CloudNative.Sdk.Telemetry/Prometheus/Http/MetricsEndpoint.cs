using CloudNative.Sdk.Core;
using CloudNative.Sdk.Facts;
using CloudNative.Sdk.Telemetry.Prometheus.Collection;
using CloudNative.Sdk.Telemetry.Prometheus.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Telemetry.Prometheus.Http;

/// <summary>Serves the metrics to Prometheus.</summary>
/// <remarks>The answer is a whole page or an error: a page that must end early ends with a broken connection.</remarks>
internal sealed class MetricsEndpoint(
    MetricsCollector collector, Renditions renditions, IOptions<TelemetryOptions> options, ILogger<MetricsEndpoint> logger) : IOpsEndpoint
{
    public string Path => OperationDefaults.MetricsPath;

    public string Description => "The metrics of the service in the Prometheus text format.";

    public async Task GetAsync(HttpContext context)
    {
        if (!options.Value.Enabled)
        {
            await AnswerAsync(context, StatusCodes.Status404NotFound, $"There are no metrics: {options.Value.DisabledBy}.\n").ConfigureAwait(false);
            return;
        }

        var (wait, whole) = ScrapeTime.Of(context.Request);
        var collected = collector.CollectAsync(wait, out var scrape);
        try
        {
            if (await collected.ConfigureAwait(false) is { } snapshot)
            {
                await SendAsync(context, snapshot, scrape, whole).ConfigureAwait(false);
            }
            else
            {
                logger.ScrapeFailed(scrape.Failure!);
                await AnswerAsync(context, StatusCodes.Status503ServiceUnavailable, $"There are no metrics now: {scrape.Failure}.\n").ConfigureAwait(false);
            }
        }
        finally
        {
            collector.End(scrape);
        }
    }

    private static Task AnswerAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        return OpsResponse.WriteTextAsync(context, text);
    }

    private ValueTask SendAsync(HttpContext context, Snapshot snapshot, Scrape scrape, TimeSpan limit)
    {
        var exposition = Negotiation.Choose(context.Request.Headers.Accept);
        var compressed = Negotiation.AcceptsGzip(context.Request.Headers.AcceptEncoding);
        var (plan, resource) = renditions.For(exposition.Escaping).Plan(snapshot);
        var headers = context.Response.Headers;
        headers.ContentType = exposition.ContentType;
        headers.Vary = "Accept, Accept-Encoding";
        if (compressed)
        {
            headers.ContentEncoding = "gzip";
        }

        var page = new PageWriter(snapshot, plan, resource, exposition.Format, renditions.Options.CreatedSeries);
        return HttpMethods.IsHead(context.Request.Method) ? ValueTask.CompletedTask : SendAsync(context, page, compressed, scrape, limit);
    }

    [System.Runtime.CompilerServices.AsyncMethodBuilder(typeof(System.Runtime.CompilerServices.PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask SendAsync(HttpContext context, PageWriter page, bool compressed, Scrape scrape, TimeSpan limit)
    {
        var writer = context.Response.BodyWriter;
        scrape.BeginWriting(writer, limit);
        var whole = false;
        try
        {
            // Not before the headers are on their way does the response write into memory that is sent.
            await context.Response.StartAsync().ConfigureAwait(false);
            whole = compressed
                ? await PageResponse.SendCompressedAsync(page, writer, scrape).ConfigureAwait(false)
                : await PageResponse.SendAsync(page, writer, scrape).ConfigureAwait(false);
        }
        finally
        {
            if (!whole)
            {
                // Half a page must not look like a whole one.
                context.Abort();
            }
        }

        if (scrape.Failure is { } failure)
        {
            logger.ScrapeBrokenOff(failure);
        }
    }
}
