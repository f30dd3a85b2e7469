namespace CloudNative.Sdk.Manifests.Settings;

/// <summary>Reads <c>slos: {availability: {objective: 99.9, window: 30d}, latency: {objective: 99, threshold: 300ms, window: 30d}}</c>.</summary>
internal sealed class SlosSection(ObjectReader root)
{
    public const string Availability = "availability";
    public const string Latency = "latency";

    private static readonly TimeSpan UsualWindow = TimeSpan.FromDays(30);
    private static readonly TimeSpan LongestWindow = TimeSpan.FromDays(90);
    private static readonly TimeSpan LongestThreshold = TimeSpan.FromMinutes(1);

    public IReadOnlyList<SloSetting> Read()
    {
        var slos = new List<SloSetting>();
        if (root.Object("slos") is not { } section)
        {
            return slos;
        }

        if (section.Object(Availability) is { } availability)
        {
            Add(slos, Availability, availability, threshold: null);
            availability.Finish();
        }

        if (section.Object(Latency) is { } latency)
        {
            var threshold = latency.Duration("threshold", LongestThreshold);
            latency.Require("threshold");
            Add(slos, Latency, latency, threshold?.Value ?? TimeSpan.FromSeconds(1));
            latency.Finish();
        }

        section.Finish();
        return slos;
    }

    private static void Add(List<SloSetting> slos, string kind, ObjectReader slo, TimeSpan? threshold)
    {
        var objective = slo.Decimal("objective", "a percentage from 50 to 99.999", percent => percent is >= 50 and <= 99.999);
        var window = slo.Duration("window", LongestWindow);
        slo.Require("objective");
        if (objective is not null)
        {
            slos.Add(new SloSetting(kind, objective.Value, threshold, window?.Value ?? UsualWindow));
        }
    }
}
