namespace CloudNative.Sdk.MetricNames;

/// <summary>Turns a unit of the UCUM notation into the words that Prometheus puts at the end of a name.</summary>
/// <remarks>OpenTelemetry specification, Prometheus compatibility, "Metric metadata".</remarks>
internal static class PrometheusUnits
{
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["d"] = "days",
        ["h"] = "hours",
        ["min"] = "minutes",
        ["s"] = "seconds",
        ["ms"] = "milliseconds",
        ["us"] = "microseconds",
        ["ns"] = "nanoseconds",
        ["By"] = "bytes",
        ["KiBy"] = "kibibytes",
        ["MiBy"] = "mebibytes",
        ["GiBy"] = "gibibytes",
        ["TiBy"] = "tebibytes",
        ["kBy"] = "kilobytes",
        ["MBy"] = "megabytes",
        ["GBy"] = "gigabytes",
        ["TBy"] = "terabytes",
        ["m"] = "meters",
        ["V"] = "volts",
        ["A"] = "amperes",
        ["J"] = "joules",
        ["W"] = "watts",
        ["g"] = "grams",
        ["Cel"] = "celsius",
        ["Hz"] = "hertz",
        ["%"] = "percent",
        ["1"] = "",
    };

    private static readonly Dictionary<string, string> Rates = new(StringComparer.Ordinal)
    {
        ["s"] = "second",
        ["m"] = "minute",
        ["h"] = "hour",
        ["d"] = "day",
        ["w"] = "week",
        ["mo"] = "month",
        ["y"] = "year",
    };

    /// <summary>Gets the words for a unit, as <c>bytes_per_second</c> for <c>By/s</c>; empty where the unit adds nothing.</summary>
    public static string ToWords(string unit)
    {
        var plain = WithoutAnnotations(unit);
        var slash = plain.IndexOf('/');
        if (slash < 0)
        {
            return Find(Words, plain);
        }

        var amount = Find(Words, plain.Substring(0, slash));
        var rate = plain.Substring(slash + 1);
        return rate.Length == 0 ? amount
            : amount.Length == 0 ? "per_" + Find(Rates, rate)
            : amount + "_per_" + Find(Rates, rate);
    }

    private static string Find(Dictionary<string, string> words, string unit) => words.TryGetValue(unit, out var found) ? found : unit;

    private static string WithoutAnnotations(string unit)
    {
        while (unit.IndexOf('{') is >= 0 and var open)
        {
            var close = unit.IndexOf('}', open);
            unit = close < 0 ? unit.Substring(0, open) : unit.Remove(open, close - open + 1);
        }

        return unit.Trim();
    }
}
