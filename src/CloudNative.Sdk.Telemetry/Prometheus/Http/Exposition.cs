using CloudNative.Sdk.Telemetry.Prometheus.Names;
using CloudNative.Sdk.Telemetry.Prometheus.Text;

namespace CloudNative.Sdk.Telemetry.Prometheus.Http;

/// <summary>The form in which a scraper gets the metrics.</summary>
internal readonly record struct Exposition(TextFormat Format, NameEscaping Escaping)
{
    private static readonly string[] EscapingNames = ["underscores", "dots", "values", "allow-utf-8"];

    private static readonly string[] Text100Types = [.. EscapingNames.Select(name => $"text/plain; version=1.0.0; charset=utf-8; escaping={name}")];

    private static readonly string[] OpenMetrics100Types =
        [.. EscapingNames.Select(name => $"application/openmetrics-text; version=1.0.0; charset=utf-8; escaping={name}")];

    /// <summary>Gets the form for a scraper that says nothing, or nothing that can be understood.</summary>
    public static Exposition Default => default;

    public string ContentType => Format switch
    {
        TextFormat.Text100 => Text100Types[(int)Escaping],
        TextFormat.OpenMetrics001 => "application/openmetrics-text; version=0.0.1; charset=utf-8",
        TextFormat.OpenMetrics100 => OpenMetrics100Types[(int)Escaping],
        _ => "text/plain; version=0.0.4; charset=utf-8",
    };

    /// <summary>Reads the value of the parameter <c>escaping</c>; underscores where it is none of them.</summary>
    public static NameEscaping EscapingOf(ReadOnlySpan<char> value)
    {
        for (var i = 0; i < EscapingNames.Length; i++)
        {
            if (value.Equals(EscapingNames[i], StringComparison.OrdinalIgnoreCase))
            {
                return (NameEscaping)i;
            }
        }

        // So it is spelt in parts of the specifications.
        return value.Equals("allow-utf8", StringComparison.OrdinalIgnoreCase) ? NameEscaping.AllowUtf8 : NameEscaping.Underscores;
    }
}
