using CloudNative.Sdk.Core;

namespace CloudNative.Sdk.Telemetry;

/// <summary>Configures which metrics and traces the service collects.</summary>
/// <remarks>
/// Configuration section: <c>CloudNative:Telemetry</c>. Read when the host starts. The OTLP exporter is configured by the standard variables
/// (https://opentelemetry.io/docs/specs/otel/protocol/exporter/): it is there when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set.
/// </remarks>
public sealed class TelemetryOptions
{
    internal const string SectionName = "CloudNative:Telemetry";
    internal const int MinCardinalityLimit = 1;
    internal const int MaxCardinalityLimit = 1_000_000;
    internal const int DefaultCardinalityLimit = 2000;
    internal const int MaxBuckets = 200;
    private const string NamesRule = "must hold names or beginnings of names, as Shop.*";
    internal const string BucketsRule = "must hold 1 to 200 finite numbers in ascending order";

    internal static readonly OptionsBinding<TelemetryOptions> Binding = new(SectionName, table => table
        .Boolean(nameof(Enabled), (o, value) => o.Enabled = value)
        .TextList(nameof(Meters), o => o.Meters, NamesRule, IsName)
        .TextList(nameof(ExcludedMeters), o => o.ExcludedMeters, NamesRule, IsName)
        .TextList(nameof(ExcludedInstruments), o => o.ExcludedInstruments, NamesRule, IsName)
        .NamedNumberLists(nameof(HistogramBuckets), o => o.HistogramBuckets, BucketsRule, AreBuckets)
        .Boolean(nameof(UnitBuckets), (o, value) => o.UnitBuckets = value)
        .WholeNumber(nameof(CardinalityLimit), o => o.CardinalityLimit, (o, value) => o.CardinalityLimit = value, MinCardinalityLimit, MaxCardinalityLimit)
        .NamedWholeNumbers(nameof(CardinalityLimits), o => o.CardinalityLimits, MinCardinalityLimit, MaxCardinalityLimit)
        .TextList(nameof(Sources), o => o.Sources, NamesRule, IsName)
        .TextList(nameof(ExcludedSources), o => o.ExcludedSources, NamesRule, IsName));

    /// <summary>Gets or sets whether metrics and traces are collected.</summary>
    /// <value>The default is <see langword="true"/>. When <see langword="false"/>, <c>/metrics</c> answers 404.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>Gets what turned telemetry off, as the text of an answer names it.</summary>
    internal string DisabledBy { get; private set; } = $"{SectionName}:{nameof(Enabled)} is false";

    /// <summary>Gets the meters to collect besides those of .NET, of CloudNative.Sdk, and of the service's own code.</summary>
    /// <value>Names; <c>*</c> stands for any characters and <c>?</c> for one. A lone <c>*</c> is refused: it would collect diagnostics of .NET itself. Empty by default.</value>
    public IList<string> Meters { get; } = [];

    /// <summary>Gets the meters that are not collected, whatever else of these options names them.</summary>
    /// <value>As <see cref="Meters"/>. Empty by default.</value>
    public IList<string> ExcludedMeters { get; } = [];

    /// <summary>Gets the instruments that are not collected, of any meter; a view of the application that answers for one wins.</summary>
    /// <value>Names as the code states them, as <c>dotnet.gc.*</c>; <c>*</c> stands for any characters and <c>?</c> for one. Empty by default.</value>
    public IList<string> ExcludedInstruments { get; } = [];

    /// <summary>Gets the upper bounds of the buckets of histograms, by instrument.</summary>
    /// <value>
    /// The key is a name or a pattern, as <c>shop.order.*</c>: the name itself wins over patterns, and a longer pattern over a shorter one. Each list holds 1 to
    /// 200 finite numbers in ascending order. In the configuration <c>HistogramBuckets:shop.order.duration</c> is <c>0.1, 0.5, 1</c> or a list. Empty by default:
    /// histograms have the buckets that their code recommends.
    /// </value>
    public IDictionary<string, IReadOnlyList<double>> HistogramBuckets { get; } = new Dictionary<string, IReadOnlyList<double>>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets or sets whether histograms in <c>s</c> and <c>By</c> that recommend no buckets get buckets that suit the unit.</summary>
    /// <value>
    /// The default is <see langword="true"/>: 5 ms to 10 s, and 256 B to 256 MiB. When <see langword="false"/>, they have OpenTelemetry's buckets from 0 to 10,000.
    /// Set it to <see langword="false"/> where the application gives such histograms buckets by views of its own.
    /// </value>
    public bool UnitBuckets { get; set; } = true;

    /// <summary>Gets or sets how many series an instrument may have; what comes beyond is added up in one series with <c>otel.metric.overflow="true"</c>.</summary>
    /// <value>From 1 to 1,000,000, both included. The default is 2,000. Memory is set aside for the whole limit of each instrument.</value>
    public int CardinalityLimit { get; set; } = DefaultCardinalityLimit;

    /// <summary>Gets the limits of single instruments.</summary>
    /// <value>Keys as those of <see cref="HistogramBuckets"/>, values as <see cref="CardinalityLimit"/>. Empty by default.</value>
    public IDictionary<string, int> CardinalityLimits { get; } = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the activity sources to collect besides those of .NET, of CloudNative.Sdk, and of the service's own code.</summary>
    /// <value>As <see cref="Meters"/>.</value>
    public IList<string> Sources { get; } = [];

    /// <summary>Gets the activity sources whose activities are not exported, whatever else names them.</summary>
    /// <value>As <see cref="Meters"/>. Empty by default.</value>
    public IList<string> ExcludedSources { get; } = [];

    /// <summary>Turns telemetry off for a setting that is not an option.</summary>
    internal void Disable(string setting, string value)
    {
        if (Enabled)
        {
            (Enabled, DisabledBy) = (false, $"{setting} is {value}");
        }
    }

    private static bool IsName(string text) => !string.IsNullOrWhiteSpace(text) && text.Any(character => character is not ('*' or '?'));

    private static bool AreBuckets(IReadOnlyList<double> buckets)
    {
        for (var i = 0; i < buckets.Count; i++)
        {
            if (!double.IsFinite(buckets[i]) || (i > 0 && buckets[i] <= buckets[i - 1]))
            {
                return false;
            }
        }

        return buckets.Count is > 0 and <= MaxBuckets;
    }
}
