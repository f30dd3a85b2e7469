using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Linting.Rules;

/// <summary>How the platform learns of the state of a container, and how long it lets one stop.</summary>
internal static class ProbeRules
{
    private const int DefaultGrace = 30;
    private const int DefaultPeriod = 10;
    private const int DefaultFailures = 3;
    private const string DrainAnnotation = "cloudnative.sdk/drain-seconds";
    private const string ShutdownAnnotation = "cloudnative.sdk/shutdown-seconds";

    private static readonly string[] Probes = ["startupProbe", "readinessProbe", "livenessProbe"];

    public static readonly IReadOnlyList<LintRule> All =
    [
        new(DiagnosticIds.NoProbes, Foreign.Of(kubeScore: "pod-probes", polaris: "readinessProbeMissing livenessProbeMissing"), "Containers that run on have readiness and liveness probes.", Each.MainContainer((container, workload) =>
            !workload.IsJob && Probes.Skip(1).FirstOrDefault(probe => container.At(probe) is null) is { } missing ? $"has no {missing}; state one" : null)),
        new("CNS7111", Foreign.Of("liveness-port readiness-port startup-port"), "Probes ask a port of the container.", Each.MainContainer((container, _) =>
            Probes.FirstOrDefault(probe => PortOf(container, probe) is { } port && !HasPort(container, port)) is { } probe ? $"has no port '{PortOf(container, probe)}', which its {probe} asks; name it under ports" : null)),
        new(DiagnosticIds.SameProbes, Foreign.Of(kubeScore: "pod-probes-identical"), "Liveness asks another path than readiness and startup.", Each.MainContainer((container, _) =>
            Same(container) is { } other ? $"asks '{PathOf(container, "livenessProbe")}' as its livenessProbe and as its {other}, so that a slow dependency restarts it; use a path of its own" : null)),
        new(DiagnosticIds.ShutdownTooLong, Foreign.None, "The grace period is at least drain and shutdown together, and liveness gives up later than readiness.", Each.Workload(Shutdown)) { IsError = true },
        new(DiagnosticIds.NoDrain, Foreign.None, "Requests are drained once: by the service, or by preStop.", Each.Workload(Drain)),
    ];

    private static string? PortOf(YamlNode container, string probe) => container.TextAt(probe, "httpGet", "port") ?? container.TextAt(probe, "tcpSocket", "port");

    private static string? PathOf(YamlNode container, string probe) => container.At(probe, "httpGet") is { } get ? $"{get.TextAt("port")}{get.TextAt("path")}" : null;

    private static bool HasPort(YamlNode container, string port) => container.ItemsAt("ports").Any(other => other.IsAt(port, "name") || other.IsAt(port, "containerPort"));

    private static string? Same(YamlNode container) =>
        PathOf(container, "livenessProbe") is { } path ? Probes.Take(2).FirstOrDefault(probe => PathOf(container, probe) == path) : null;

    private static string? Shutdown(ClusterObject workload)
    {
        var grace = workload.Pod.NumberAt("terminationGracePeriodSeconds") ?? DefaultGrace;
        var needed = (Stated(workload, DrainAnnotation) ?? 0) + (Stated(workload, ShutdownAnnotation) ?? 0) + PreStopSeconds(workload);
        if (needed > grace)
        {
            return FormattableString.Invariant($"is killed after {grace} s, but drain, preStop and shutdown take up to {needed} s; set terminationGracePeriodSeconds to {needed} or above");
        }

        var hasty = workload.MainContainers.FirstOrDefault(container => Patience(container, "livenessProbe") < Patience(container, "readinessProbe"));
        return hasty is null ? null
            : FormattableString.Invariant($"restarts container '{hasty.TextAt("name")}' after {Patience(hasty, "livenessProbe")} s, before readiness gives up after {Patience(hasty, "readinessProbe")} s; let liveness give up later");
    }

    private static string? Drain(ClusterObject workload, ObjectSet set)
    {
        var drain = Stated(workload, DrainAnnotation);
        if (drain > 0 && PreStop(workload).Any())
        {
            return FormattableString.Invariant($"drains for {drain} s by itself and has a preStop hook too, so that a stop takes twice the time; keep one of the two");
        }

        var isCalled = set.Of("Service").Any(service => ObjectSet.Selects(service.Node.At("spec", "selector"), workload));
        return drain is null && isCalled && !PreStop(workload).Any() && workload.MainContainers.Any(container => container.At("readinessProbe") is not null)
            ? "does not drain, so that a stop fails requests which are on their way; call builder.AddCloudNative(), or add a preStop hook that sleeps" : null;
    }

    private static int? Stated(ClusterObject workload, string annotation) =>
        workload.Template.TextAt("metadata", "annotations", annotation) is { } text && Code.Number.TryParse(text, out var seconds) ? seconds : null;

    private static IEnumerable<YamlNode> PreStop(ClusterObject workload) => workload.MainContainers.Select(container => container.At("lifecycle", "preStop")).OfType<YamlNode>();

    private static int PreStopSeconds(ClusterObject workload) => PreStop(workload).Select(hook => hook.NumberAt("sleep", "seconds") ?? 0).DefaultIfEmpty().Max();

    private static int? Patience(YamlNode container, string probe) =>
        container.At(probe) is { } stated ? (stated.NumberAt("periodSeconds") ?? DefaultPeriod) * (stated.NumberAt("failureThreshold") ?? DefaultFailures) : null;
}
