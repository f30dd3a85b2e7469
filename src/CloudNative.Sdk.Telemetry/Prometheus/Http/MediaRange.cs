using CloudNative.Sdk.Telemetry.Prometheus.Names;
using CloudNative.Sdk.Telemetry.Prometheus.Text;

namespace CloudNative.Sdk.Telemetry.Prometheus.Http;

/// <summary>One item of <c>Accept</c>, as far as it says something about the formats of <c>/metrics</c>.</summary>
internal readonly struct MediaRange
{
    private readonly Kind _kind;
    private readonly Version _version;

    private MediaRange(Kind kind, Version version, NameEscaping escaping, int quality)
    {
        (_kind, _version, Escaping, Quality) = (kind, version, escaping, quality);
    }

    private enum Kind
    {
        Any,
        AnyText,
        AnyApplication,
        Text,
        OpenMetrics,
    }

    private enum Version
    {
        None,
        V001,
        V004,
        V100,
        Unknown,
    }

    /// <summary>Gets the escaping that is asked for.</summary>
    public NameEscaping Escaping { get; }

    /// <summary>Gets the quality, in thousandths.</summary>
    public int Quality { get; }

    /// <summary>Reads an item.</summary>
    /// <returns>False where it is malformed, or of another type.</returns>
    public static bool TryParse(ReadOnlySpan<char> item, out MediaRange range)
    {
        range = default;
        var parts = new HeaderItems(item, ';');
        parts.MoveNext();
        if (!TryParseKind(parts.Current, out var kind))
        {
            return false;
        }

        var (version, escaping, quality) = (Version.None, NameEscaping.Underscores, 1000);
        while (parts.MoveNext())
        {
            var equals = parts.Current.IndexOf('=');
            if (equals <= 0)
            {
                continue;
            }

            var name = parts.Current[..equals].TrimEnd();
            var value = Unquoted(parts.Current[(equals + 1)..].TrimStart());
            if (name.Equals("q", StringComparison.OrdinalIgnoreCase))
            {
                if (!HeaderItems.TryParseQuality(value, out quality))
                {
                    return false;
                }
            }
            else if (name.Equals("version", StringComparison.OrdinalIgnoreCase))
            {
                version = value switch { "0.0.1" => Version.V001, "0.0.4" => Version.V004, "1.0.0" => Version.V100, _ => Version.Unknown };
            }
            else if (name.Equals("escaping", StringComparison.OrdinalIgnoreCase))
            {
                escaping = Exposition.EscapingOf(value);
            }
        }

        range = new MediaRange(kind, version, escaping, quality);
        return true;
    }

    /// <summary>Tells how exactly the range names a format: 0 where it does not name it.</summary>
    public int Specificity(TextFormat format)
    {
        var openMetrics = format is TextFormat.OpenMetrics001 or TextFormat.OpenMetrics100;
        return _kind switch
        {
            Kind.Any => 1,
            Kind.AnyText => openMetrics ? 0 : 2,
            Kind.AnyApplication => openMetrics ? 2 : 0,
            _ when openMetrics != (_kind == Kind.OpenMetrics) => 0,
            _ => _version == Version.None ? 3 : _version == VersionOf(format) ? 4 : 0,
        };
    }

    private static Version VersionOf(TextFormat format) => format switch
    {
        TextFormat.Text004 => Version.V004,
        TextFormat.OpenMetrics001 => Version.V001,
        _ => Version.V100,
    };

    private static bool TryParseKind(ReadOnlySpan<char> type, out Kind kind)
    {
        (kind, var known) =
            type.SequenceEqual("*/*") ? (Kind.Any, true)
            : type.Equals("text/plain", StringComparison.OrdinalIgnoreCase) ? (Kind.Text, true)
            : type.Equals("application/openmetrics-text", StringComparison.OrdinalIgnoreCase) ? (Kind.OpenMetrics, true)
            : type.Equals("text/*", StringComparison.OrdinalIgnoreCase) ? (Kind.AnyText, true)
            : type.Equals("application/*", StringComparison.OrdinalIgnoreCase) ? (Kind.AnyApplication, true)
            : default;
        return known;
    }

    private static ReadOnlySpan<char> Unquoted(ReadOnlySpan<char> value) => value is ['"', .. var inner, '"'] ? inner : value;
}
