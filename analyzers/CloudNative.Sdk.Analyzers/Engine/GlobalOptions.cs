using CloudNative.Sdk.Analyzers.Catalogue;

namespace CloudNative.Sdk.Analyzers.Engine;

/// <summary>The options that are not of one rule.</summary>
internal static class GlobalOptions
{
    public static RuleOption ProjectKind { get; } = new(
        "cns_project_kind", "", "What the project is, where the build does not tell: `application`, `service`, `library`, `cli`, `client`, `apphost` or `test`.");

    public static RuleOption ExcludedPaths { get; } = new(
        "cns_exclude_paths", "", "Files and folders below the project that no rule looks at; `*` stands for a part of a name, `**` for any folders.");

    public static RuleSwitch Stateful { get; } = new(
        "cns_stateful", isOn: false, "The project keeps its state in local files on purpose, as a database or a broker does.");

    public static IReadOnlyList<RuleOption> All { get; } = [ProjectKind, ExcludedPaths, Stateful];
}
