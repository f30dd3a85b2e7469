using CloudNative.Sdk.Facts;
using CloudNative.Sdk.MetricNames;

namespace CloudNative.Sdk.Manifests.Code;

/// <summary>Names an instrument as Prometheus scrapes it.</summary>
internal static class MetricName
{
    public static string Of(Fact instrument) => PrometheusNames.WithSuffixes(
        PrometheusNames.Sanitize(instrument["name"]!, keepColons: true), PrometheusNames.SanitizePart(PrometheusUnits.ToWords(instrument["unit"] ?? "")), IsCounter(instrument));

    public static bool IsCounter(Fact instrument) => instrument["kind"] is "Counter" or "ObservableCounter";
}
