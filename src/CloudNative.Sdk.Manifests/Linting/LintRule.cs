namespace CloudNative.Sdk.Manifests.Linting;

/// <summary>One check of the objects of an environment.</summary>
/// <param name="Id">The id, as <c>CNS7115</c>.</param>
/// <param name="Foreign">The names under which other linters know it.</param>
/// <param name="Text">What holds where nothing is found, in one sentence.</param>
/// <param name="Find">Gets every place where it does not hold.</param>
internal sealed record LintRule(string Id, Foreign Foreign, string Text, Func<ObjectSet, IEnumerable<Finding>> Find)
{
    private static readonly string[] Workloads = ["Deployment", "Rollout", "StatefulSet", "Job", "CronJob"];

    /// <summary>Gets whether a finding is an error: what is deployed would lose requests, or not run.</summary>
    public bool IsError { get; init; }

    /// <summary>Gets the kinds of objects on which an exception stands.</summary>
    public IReadOnlyList<string> On { get; init; } = Workloads;

    /// <summary>Gets whether an exception may name the rule so.</summary>
    public bool IsNamed(string name) => string.Equals(Id, name, StringComparison.OrdinalIgnoreCase) || Foreign.All.Contains(name, StringComparer.OrdinalIgnoreCase);
}
