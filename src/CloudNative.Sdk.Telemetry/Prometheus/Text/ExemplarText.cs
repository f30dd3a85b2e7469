using CloudNative.Sdk.MetricNames;
using CloudNative.Sdk.Telemetry.Prometheus.Collection;

namespace CloudNative.Sdk.Telemetry.Prometheus.Text;

/// <summary>Writes an exemplar behind a number: <c> # {trace_id="…",span_id="…"} 0.25 1700000000.123</c>.</summary>
/// <remarks>OpenMetrics 1.0, "Exemplars": the names and values of the labels have at most 128 characters together. Labels that would exceed that are left out.</remarks>
internal static class ExemplarText
{
    private const int MostCharacters = 128;
    private const string TraceId = "trace_id";
    private const string SpanId = "span_id";

    public static void Write(ref Utf8Output output, in ExemplarRecord exemplar)
    {
        output.Write(" # {"u8);
        var characters = 0;
        if (exemplar.TraceId != default)
        {
            output.Write("trace_id=\""u8);
            output.Write(exemplar.TraceId.ToHexString());
            output.Write("\",span_id=\""u8);
            output.Write(exemplar.SpanId.ToHexString());
            output.Write("\""u8);
            characters = TraceId.Length + SpanId.Length + exemplar.TraceId.ToHexString().Length + exemplar.SpanId.ToHexString().Length;
        }

        if (exemplar.FilteredTags is { } tags)
        {
            WriteTags(ref output, tags, characters);
        }

        output.Write("} "u8);
        output.Write(exemplar.Value);
        output.Write((byte)' ');
        output.WriteTime(exemplar.Time);
    }

    private static void WriteTags(ref Utf8Output output, KeyValuePair<string, object?>[] tags, int characters)
    {
        HashSet<string> names = [TraceId, SpanId];
        var first = characters == 0;
        foreach (var tag in tags)
        {
            var name = PrometheusNames.Sanitize(tag.Key, keepColons: false);
            var value = tag.Value is null ? string.Empty : TagText.Of(tag.Value);
            var length = name.Length + CharactersOf(value);
            if (value.Length == 0 || characters + length > MostCharacters || !names.Add(name))
            {
                continue;
            }

            characters += length;
            output.Write(first ? ""u8 : ","u8);
            output.Write(name);
            output.Write("=\""u8);
            output.WriteEscaped(value);
            output.Write("\""u8);
            first = false;
        }
    }

    private static int CharactersOf(string value)
    {
        var count = 0;
        foreach (var _ in value.EnumerateRunes())
        {
            count++;
        }

        return count;
    }
}
