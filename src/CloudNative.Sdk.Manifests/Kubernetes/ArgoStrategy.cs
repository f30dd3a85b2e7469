using System.Globalization;
using CloudNative.Sdk.Manifests.Resolution;
using CloudNative.Sdk.Manifests.Settings;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Kubernetes;

/// <summary>Writes the strategy of a Rollout of Argo Rollouts.</summary>
internal static class ArgoStrategy
{
    /// <summary>Gets the name of the Service by which the new colour can be looked at before its users get it.</summary>
    public static string PreviewOf(ServiceModel service) => $"{service.Name}-preview";

    /// <summary>Gets the strategy; null where the service is not rolled out by Argo.</summary>
    public static YamlMap? Of(ServiceModel service) => service.Strategy switch
    {
        { Controller: StrategySetting.Argo, Kind: StrategySetting.BlueGreen } => new() { { "blueGreen", BlueGreen(service) } },
        { Controller: StrategySetting.Argo, Kind: StrategySetting.Canary } => new() { { "canary", Canary(service) } },
        _ => null,
    };

    private static YamlMap BlueGreen(ServiceModel service) => new()
    {
        { "activeService", service.Ports.Http is null ? null : service.Name },
        { "previewService", service.Ports.Http is null ? null : PreviewOf(service) },
        { "autoPromotionEnabled", true },
        { "scaleDownDelaySeconds", (int)service.Strategy.KeepOld.TotalSeconds },
    };

    private static YamlMap Canary(ServiceModel service) => new()
    {
        { "maxUnavailable", 0 },
        { "maxSurge", 1 },
        { "steps", service.Strategy.Steps.SelectMany(Step).ToList<object>() },
    };

    private static IEnumerable<YamlMap> Step(CanaryStep step)
    {
        yield return new YamlMap { { "setWeight", step.Weight } };
        yield return new YamlMap { { "pause", step.Pause > TimeSpan.Zero ? new YamlMap { { "duration", Seconds(step.Pause) } } : [] } };
    }

    private static string Seconds(TimeSpan pause) => Math.Ceiling(pause.TotalSeconds).ToString(CultureInfo.InvariantCulture) + "s";
}
