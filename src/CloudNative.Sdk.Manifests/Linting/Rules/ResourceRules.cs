using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Linting.Rules;

/// <summary>How much a container may use.</summary>
internal static class ResourceRules
{
    private static readonly string[] Ends = ["requests", "limits"];

    public static readonly IReadOnlyList<LintRule> All =
    [
        new("CNS7124", Foreign.Of("unset-cpu-requirements", "container-resources", "cpuRequestsMissing cpuLimitsMissing"), "Processors are requested and limited.", Amounts("cpu")),
        new("CNS7125", Foreign.Of("unset-memory-requirements", polaris: "memoryRequestsMissing memoryLimitsMissing"), "Memory is requested and limited.", Amounts("memory")),
        new("CNS7126", Foreign.Of(kubeScore: "container-ephemeral-storage-request-and-limit"), "The node's disk is requested and limited.", Amounts("ephemeral-storage")),
    ];

    private static Func<ObjectSet, IEnumerable<Finding>> Amounts(string name) => Each.Container(container =>
        Ends.FirstOrDefault(end => container.At("resources", end, name) is null) is { } end ? $"has no resources.{end}.{name}; state it" : null);
}
