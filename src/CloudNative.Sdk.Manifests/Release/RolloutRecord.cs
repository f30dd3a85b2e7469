using System.Text.Json;
using CloudNative.Sdk.Manifests.Json;
using CloudNative.Sdk.Manifests.Marathon;
using CloudNative.Sdk.Manifests.Resolution;
using CloudNative.Sdk.Manifests.Rollout;
using CloudNative.Sdk.Manifests.Settings;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Release;

/// <summary>Writes and reads what a plan needs to know of an environment, as a part of the release record.</summary>
internal static class RolloutRecord
{
    public const string Field = "rollout";

    public static YamlMap Of(ServiceModel service) => new()
    {
        { "kind", service.Strategy.Kind },
        { "controller", service.Strategy.Controller == StrategySetting.NoController ? null : service.Strategy.Controller },
        { "keepOld", service.Strategy.Kind == StrategySetting.BlueGreen ? DurationText.Write(service.Strategy.KeepOld) : null },
        { "steps", service.Strategy.Kind == StrategySetting.Canary ? service.Strategy.Steps.Select(step => new YamlMap { { "weight", step.Weight }, { "pause", DurationText.Write(step.Pause) } }).ToList() : null },
        { "version", service.Version },
        { "minInstances", service.MinInstances },
        { "maxInstances", service.MaxInstances },
        { "namespace", service.Namespace },
        { "marathonId", MarathonRenderer.IdOf(service) },
    };

    /// <summary>Reads the goal of a plan from a release record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="environment">An environment of the record.</param>
    /// <exception cref="KeyNotFoundException">The record has no such environment, or is not complete.</exception>
    public static RolloutGoal Read(JsonElement record, string environment)
    {
        var rollout = record.GetProperty(Field).GetProperty(environment);
        var usual = new StrategySetting();
        return new RolloutGoal
        {
            Service = record.GetProperty("service").GetString()!,
            Environment = environment,
            Namespace = rollout.TextAt("namespace"),
            MarathonId = rollout.GetProperty("marathonId").GetString()!,
            Version = rollout.GetProperty("version").GetString()!,
            Digest = record.TextAt("build", "digest"),
            MinInstances = rollout.GetProperty("minInstances").GetInt32(),
            MaxInstances = rollout.GetProperty("maxInstances").GetInt32(),
            Waves = [.. record.At("waves", environment).Items().Select(wave => (IReadOnlyList<string>)[.. ((JsonElement?)wave).Items().Select(name => name.GetString()!)])],
            Strategy = new StrategySetting
            {
                Kind = rollout.GetProperty("kind").GetString()!,
                Controller = rollout.TextAt("controller") ?? usual.Controller,
                KeepOld = DurationOf(rollout.TextAt("keepOld")) ?? usual.KeepOld,
                Steps = rollout.At("steps") is { } steps ? [.. ((JsonElement?)steps).Items().Select(StepOf)] : usual.Steps,
            },
        };
    }

    private static CanaryStep StepOf(JsonElement step) => new(step.GetProperty("weight").GetInt32(), DurationOf(step.TextAt("pause")) ?? TimeSpan.Zero);

    private static TimeSpan? DurationOf(string? text) => text is null ? null : DurationText.Parse(text);
}
