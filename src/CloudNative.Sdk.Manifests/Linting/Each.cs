using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Linting;

/// <summary>Makes checks of what is said of one thing: null where it is right, else what follows its name in the message.</summary>
internal static class Each
{
    public static Func<ObjectSet, IEnumerable<Finding>> Object(Func<ClusterObject, string?> problem, params string[] kinds) => Object((entry, _) => problem(entry), kinds);

    public static Func<ObjectSet, IEnumerable<Finding>> Object(Func<ClusterObject, ObjectSet, string?> problem, params string[] kinds) =>
        set => (kinds.Length == 0 ? set.Objects : set.Of(kinds)).SelectMany(entry => Of(entry, entry.Node, $"{entry}", problem(entry, set)));

    public static Func<ObjectSet, IEnumerable<Finding>> Workload(Func<ClusterObject, string?> problem) => Workload((workload, _) => problem(workload));

    public static Func<ObjectSet, IEnumerable<Finding>> Workload(Func<ClusterObject, ObjectSet, string?> problem) =>
        set => set.Workloads.SelectMany(workload => Of(workload, workload.Pod!, $"{workload}", problem(workload, set)));

    /// <summary>Checks what runs several alike instances.</summary>
    public static Func<ObjectSet, IEnumerable<Finding>> Replicated(Func<ClusterObject, ObjectSet, string?> problem) =>
        set => set.Workloads.Where(workload => workload.IsReplicated).SelectMany(workload => Of(workload, workload.Node, $"{workload}", problem(workload, set)));

    public static Func<ObjectSet, IEnumerable<Finding>> Container(Func<YamlNode, string?> problem) => Container((container, _) => problem(container));

    public static Func<ObjectSet, IEnumerable<Finding>> Container(Func<YamlNode, ClusterObject, string?> problem) => Of(workload => workload.Containers, problem);

    public static Func<ObjectSet, IEnumerable<Finding>> MainContainer(Func<YamlNode, ClusterObject, string?> problem) => Of(workload => workload.MainContainers, problem);

    private static Func<ObjectSet, IEnumerable<Finding>> Of(Func<ClusterObject, IEnumerable<YamlNode>> containers, Func<YamlNode, ClusterObject, string?> problem) =>
        set => set.Workloads.SelectMany(workload => containers(workload).SelectMany(container => Of(workload, container, $"{workload}: container '{container.TextAt("name")}'", problem(container, workload))));

    private static IEnumerable<Finding> Of(ClusterObject entry, YamlNode at, string subject, string? problem)
    {
        if (problem is not null)
        {
            yield return new Finding(entry, at, $"{subject} {problem}");
        }
    }
}
