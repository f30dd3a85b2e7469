using System.Text;

namespace CloudNative.Sdk.Analyzers.Rules.Telemetry.Naming;

/// <summary>Judges the names of instruments and tags of System.Diagnostics.Metrics by OpenTelemetry's conventions.</summary>
internal static class OpenTelemetryName
{
    private static readonly HashSet<string> Units = new(StringComparer.Ordinal)
    {
        "seconds", "second", "secs", "sec", "milliseconds", "millisecond", "millis", "msec", "ms", "microseconds", "nanoseconds", "minutes", "hours", "days",
        "bytes", "byte", "kilobytes", "kb", "megabytes", "mb", "gigabytes", "percent", "percentage", "pct",
    };

    private static readonly HashSet<string> WholeSegments = new(StringComparer.Ordinal) { "total", "seconds", "milliseconds", "bytes" };
    private static readonly HashSet<string> Kinds = new(StringComparer.Ordinal) { "counter", "gauge", "histogram" };
    private static readonly HashSet<string> DurationWords = new(StringComparer.Ordinal)
    {
        "time", "latency", "latencies", "elapsed", "elapsed_time", "timing", "response_time", "request_time", "processing_time", "execution_time", "durations",
    };

    // Namespaces of the registry of semantic conventions; it has durations of its own in them, as db.client.connection.wait_time.
    private static readonly string[] RegistryPrefixes =
    [
        "aspnetcore.", "azure.", "cicd.", "container.", "db.", "dns.", "dotnet.", "faas.", "gen_ai.", "http.", "hw.", "jvm.", "k8s.", "kestrel.", "messaging.", "nodejs.",
        "process.", "rpc.", "signalr.", "system.", "vcs.",
    ];

    private static readonly string[] TimeUnits = ["s", "ms", "us", "ns", "min", "h"];

    /// <summary>Judges the name of an instrument; null where it is right.</summary>
    public static NameFault? OfInstrument(string name, string kind, string? unit)
    {
        if (!IsWellFormed(name))
        {
            return new("is not made of lower-case words joined by '.' or '_'", Better(name, kind, unit));
        }

        if (name.StartsWith("otel.", StringComparison.Ordinal) && !name.StartsWith("otel.sdk.", StringComparison.Ordinal))
        {
            return new("has the prefix 'otel.', which is reserved", Better(name, kind, unit));
        }

        var segments = name.Split('.');
        var last = segments[segments.Length - 1].Split('_').Last();
        if (Kinds.Contains(last))
        {
            return new($"repeats its kind, '{last}'", Better(name, kind, unit));
        }

        if (last == "total" || Array.IndexOf(segments, "total") >= 0)
        {
            return new("says 'total', which exporters add where it is wanted", Better(name, kind, unit));
        }

        if ((Units.Contains(last) ? last : Array.Find(segments, WholeSegments.Contains)) is { } found)
        {
            return new($"has the unit '{found}' in it, which is an argument of its own", Better(name, kind, unit));
        }

        return IsMisnamedDuration(name, segments, kind, unit) ? new("is a histogram of durations", Better(name, kind, unit)) : null;
    }

    /// <summary>Judges the key of a tag; null where it is right.</summary>
    public static NameFault? OfTag(string key) => IsWellFormed(key) ? null : new("is not made of lower-case words joined by '.' or '_'", Snake(key) is { } better && IsWellFormed(better) ? better : null);

    // ^[a-z][a-z0-9]*([._][a-z0-9]+)*$
    private static bool IsWellFormed(string name)
    {
        var startsWord = true;
        for (var index = 0; index < name.Length; index++)
        {
            var letter = name[index];
            if (letter is '.' or '_')
            {
                if (startsWord)
                {
                    return false;
                }

                startsWord = true;
            }
            else if (letter is (>= 'a' and <= 'z') || (letter is >= '0' and <= '9' && index > 0))
            {
                startsWord = false;
            }
            else
            {
                return false;
            }
        }

        return !startsWord;
    }

    private static bool IsMisnamedDuration(string name, string[] segments, string kind, string? unit) =>
        kind == "Histogram" && segments.Length > 1 && (string.IsNullOrEmpty(unit) || Array.IndexOf(TimeUnits, unit) >= 0)
        && DurationWords.Contains(segments[segments.Length - 1]) && !Array.Exists(RegistryPrefixes, prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    // The name with everything mended; null where nothing sensible is left.
    private static string? Better(string name, string kind, string? unit)
    {
        var segments = Snake(name).Split(['.'], StringSplitOptions.RemoveEmptyEntries).Where((segment, index) => index > 0 || segment != "otel").ToList();
        while (segments.Count > 0)
        {
            var words = segments[segments.Count - 1].Split('_');
            if (words[words.Length - 1] is var word && word != "total" && !Units.Contains(word) && !Kinds.Contains(word))
            {
                break;
            }

            segments[segments.Count - 1] = string.Join("_", words.Take(words.Length - 1));
            segments.RemoveAll(segment => segment.Length == 0);
        }

        segments.RemoveAll(WholeSegments.Contains);
        var better = string.Join(".", segments);
        if (segments.Count > 0 && IsMisnamedDuration(better, [.. segments], kind, unit))
        {
            segments[segments.Count - 1] = "duration";
            better = string.Join(".", segments);
        }

        return better != name && IsWellFormed(better) ? better : null;
    }

    private static string Snake(string name)
    {
        var result = new StringBuilder();
        for (var index = 0; index < name.Length; index++)
        {
            var letter = name[index];
            if (char.IsUpper(letter) && index > 0 && (char.IsLower(name[index - 1]) || char.IsDigit(name[index - 1]) || (index + 1 < name.Length && char.IsLower(name[index + 1]) && char.IsUpper(name[index - 1]))))
            {
                result.Append('_');
            }

            result.Append(letter is '/' or '\\' or ':' ? '.' : char.IsLetterOrDigit(letter) || letter == '.' ? char.ToLowerInvariant(letter) : '_');
        }

        return string.Join(".", result.ToString().Split('.').Select(segment => string.Join("_", segment.Split(['_'], StringSplitOptions.RemoveEmptyEntries))));
    }
}
