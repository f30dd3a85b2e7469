using System.Text.Json;
using CloudNative.Sdk.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Telemetry.Cardinality;

/// <summary>Shows people which instruments and tags make the series.</summary>
internal sealed class CardinalityEndpoint(CardinalityWatch watch, CollectionTrigger trigger, IOptions<TelemetryOptions> options) : IOpsEndpoint
{
    private const int Samples = 3;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    public string Path => "/metrics/cardinality";

    public string Description => "The instruments with the most series, and their tags by number of values, as JSON.";

    public async Task GetAsync(HttpContext context)
    {
        if (!options.Value.Enabled)
        {
            await AnswerAsync(context, StatusCodes.Status404NotFound, $"There are no metrics: {options.Value.DisabledBy}.\n").ConfigureAwait(false);
            return;
        }

        var report = watch.AskAsync();
        if (await trigger.CollectAsync(Limit).ConfigureAwait(false) is { } failure)
        {
            await AnswerAsync(context, StatusCodes.Status503ServiceUnavailable, $"There are no metrics now: {failure}.\n").ConfigureAwait(false);
            return;
        }

        var made = await report.WaitAsync(Limit, context.RequestAborted).ConfigureAwait(false);
        await OpsResponse.WriteJsonAsync(context, json => Write(json, made)).ConfigureAwait(false);
    }

    private static Task AnswerAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        return OpsResponse.WriteTextAsync(context, text);
    }

    private void Write(Utf8JsonWriter json, CardinalityReport report)
    {
        json.WriteStartObject();
        json.WriteNumber("instruments", report.Instruments);
        json.WriteNumber("series", report.Series);
        json.WriteNumber("overflowed", report.Overflowed);
        json.WriteStartArray("top");
        foreach (var instrument in report.Top)
        {
            Write(json, instrument);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void Write(Utf8JsonWriter json, InstrumentSeries instrument)
    {
        json.WriteStartObject();
        json.WriteString("instrument", instrument.Instrument);
        json.WriteString("meter", instrument.Meter);
        json.WriteNumber("series", instrument.Series);
        json.WriteNumber("limit", SeriesLimit.Of(options.Value, instrument.Instrument));
        json.WriteBoolean("overflowed", instrument.Overflowed);
        json.WriteStartArray("tags");
        foreach (var tag in instrument.Tags)
        {
            json.WriteStartObject();
            json.WriteString("key", tag.Key);
            json.WriteNumber("values", tag.Values.Count);
            json.WriteStartArray("samples");
            foreach (var sample in tag.Values.Take(Samples))
            {
                json.WriteStringValue(SampleText.Of(tag.Key, sample));
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
