using CloudNative.Sdk.Manifests.Settings;

namespace CloudNative.Sdk.Manifests.Resolution;

/// <summary>Gives the histogram of requests a bound at the promised latency: without one no rule could count how many requests were slower.</summary>
internal static class LatencyBuckets
{
    private const string Variable = "CloudNative__Telemetry__HistogramBuckets__http.server.request.duration";

    /// <summary>The bounds that .NET recommends, in seconds.</summary>
    private static readonly double[] Usual = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

    public static void Set(IReadOnlyList<SloSetting> slos, Variables variables)
    {
        var missing = slos.Where(slo => slo.Threshold is not null).Select(slo => slo.Threshold!.Value.TotalSeconds).Where(bound => !Usual.Contains(bound)).ToList();
        if (missing.Count > 0)
        {
            variables.Set(Variable, string.Join(", ", Usual.Concat(missing).OrderBy(bound => bound).Select(Code.Number.Write)));
        }
    }
}
