using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace CloudNative.Sdk.Telemetry.Otlp;

/// <summary>Reads variables as the specification wants: an empty one counts as not set, and an invalid one too, with a warning.</summary>
/// <remarks>https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/</remarks>
internal sealed class OtelConfiguration(IConfiguration configuration)
{
    public const string Disabled = "OTEL_SDK_DISABLED";

    public const string Propagators = "OTEL_PROPAGATORS";

    public static readonly string[] PropagatorNames = [SelectedPropagator.TraceContext, SelectedPropagator.Baggage, "none"];

    private const string Otlp = "OTEL_EXPORTER_OTLP_";

    /// <summary>The variables without which nothing is exported.</summary>
    private static readonly string[] Triggers =
    [
        Otlp + "ENDPOINT",
        Otlp + "TRACES_ENDPOINT",
        Otlp + "METRICS_ENDPOINT",
        Otlp + "LOGS_ENDPOINT",
        "OTEL_TRACES_EXPORTER",
        "OTEL_METRICS_EXPORTER",
        "OTEL_LOGS_EXPORTER",
    ];

    private readonly List<OtelFault> _faults = [];

    /// <summary>Gets what was found invalid so far.</summary>
    public IReadOnlyList<OtelFault> Faults => _faults;

    /// <summary>Gets whether it is worth the time at start to read what is exported where.</summary>
    public bool MayExport => Array.Exists(Triggers, variable => Text(variable) is not null);

    public bool IsDisabled => Text(Disabled) is { } text && string.Equals(text, "true", StringComparison.OrdinalIgnoreCase);

    public static string Name(OtlpSignal signal) => signal switch
    {
        OtlpSignal.Traces => "TRACES",
        OtlpSignal.Metrics => "METRICS",
        _ => "LOGS",
    };

    /// <summary>Gets a variable; null when it is not set, or holds nothing but white space.</summary>
    public string? Text(string variable) => configuration[variable] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    /// <summary>Gets the known words in a variable that holds a list; the others are ignored.</summary>
    /// <returns>Null when the variable is not set, or holds no known word.</returns>
    public string[]? Words(string variable, string[] known) =>
        Text(variable) is { } text && Parts(text).Where(part => known.Contains(part, StringComparer.OrdinalIgnoreCase)).ToArray() is { Length: > 0 } words ? words : null;

    /// <summary>Gets the parts of a list.</summary>
    public static string[] Parts(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Gets the words that the choice of a signal's exporters may hold.</summary>
    public static string[] ExporterNames(OtlpSignal signal) => signal switch
    {
        OtlpSignal.Traces => ["otlp", "none"],
        OtlpSignal.Metrics => ["otlp", "prometheus", "none"],
        _ => ["otlp", "console", "none"],
    };

    /// <summary>Gets the variable of a signal, else the one of all signals.</summary>
    public (string Variable, string? Value) OfExporter(OtlpSignal signal, string option) =>
        OwnOfExporter(signal, option) is { Value: not null } own ? own : OfAllExporters(option);

    /// <summary>Gets the variable of a signal.</summary>
    public (string Variable, string? Value) OwnOfExporter(OtlpSignal signal, string option)
    {
        var variable = $"{Otlp}{Name(signal)}_{option}";
        return (variable, Text(variable));
    }

    /// <summary>Gets the variable of all signals.</summary>
    public (string Variable, string? Value) OfAllExporters(string option) => (Otlp + option, Text(Otlp + option));

    /// <summary>Gets one of two values.</summary>
    public bool Choice(OtlpSignal signal, string option, string no, string yes)
    {
        return Read(signal, option, $"must be {no} or {yes}", Parse) is true;

        object? Parse(string value) => string.Equals(value, yes, StringComparison.OrdinalIgnoreCase) ? true
            : string.Equals(value, no, StringComparison.OrdinalIgnoreCase) ? false
            : null;
    }

    /// <summary>Gets a time limit in milliseconds; zero stands for none.</summary>
    public TimeSpan TimeLimit(OtlpSignal signal, string option, TimeSpan standard)
    {
        return Read(signal, option, "must be a whole number of milliseconds", Parse) is TimeSpan limit ? limit : standard;

        static object? Parse(string value) => !int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) ? null
            : milliseconds == 0 ? Timeout.InfiniteTimeSpan
            : TimeSpan.FromMilliseconds(milliseconds);
    }

    /// <summary>Remembers an invalid value; null for one that must not be shown.</summary>
    public void Fault(string variable, string rule, string? value) => _faults.Add(new OtelFault(variable, rule, value));

    /// <summary>Reads the variable of a signal, else the one of all signals; an invalid one counts as not set.</summary>
    /// <returns>Null when it is not set. An object, since a generic method would be compiled at every start.</returns>
    private object? Read(OtlpSignal signal, string option, string rule, Func<string, object?> parse)
    {
        foreach (var (variable, value) in new[] { OwnOfExporter(signal, option), OfAllExporters(option) })
        {
            if (value is null)
            {
                continue;
            }

            if (parse(value) is { } valid)
            {
                return valid;
            }

            Fault(variable, rule, value);
        }

        return null;
    }
}
