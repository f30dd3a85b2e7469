using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Release;

/// <summary>How a release differs from one before, and whether one can go back.</summary>
internal sealed class Compatibility
{
    /// <summary>Compares what two releases promise and need.</summary>
    public Compatibility(Contract before, Contract after)
    {
        Breaking = Changes(Contract.Relied, before, after, "is gone");
        Needs = Changes(Contract.Provided, after, before, "is new");
        Additions = [.. Changes(Contract.Relied, after, before, "is new"), .. Changes(Contract.Provided, before, after, "is gone")];
    }

    /// <summary>Gets what others rely on and do not find any more.</summary>
    public IReadOnlyList<string> Breaking { get; }

    /// <summary>Gets what must be there before the release starts.</summary>
    public IReadOnlyList<string> Needs { get; }

    /// <summary>Gets what is new for others, or needed no more: it harms nobody.</summary>
    public IReadOnlyList<string> Additions { get; }

    /// <summary>Gets whether one can go back: the release before finds all that it needs, and nobody relies on what is new.</summary>
    public bool IsRollbackSafe => Breaking.Count == 0;

    public static YamlMap? Of(PreviousRelease? previous, Contract contract) => previous is null ? null : new Compatibility(previous.Contract, contract).ToMap(previous);

    /// <summary>Reports a name that has changed: what runs under the old one would run on beside the new.</summary>
    public static void CheckName(PreviousRelease? previous, string name, Position at, DiagnosticBag diagnostics)
    {
        if (previous is not null && previous.Service != name)
        {
            diagnostics.Error(
                DiagnosticIds.NameChanged,
                at,
                $"the name is '{name}', but the release before was '{previous.Service}'; its objects would run on beside the new ones, so keep the name, or start with no record of a release before");
        }
    }

    private static string[] Changes(IEnumerable<string> topics, Contract from, Contract to, string what) =>
        [.. topics.SelectMany(topic => from[topic].Except(to[topic]).Select(name => $"{topic}: {name} {what}"))];

    private YamlMap ToMap(PreviousRelease previous) => new()
    {
        { "previousVersion", previous.Version },
        { "previousRecord", $"sha256:{previous.Hash}" },
        { "breaking", Breaking },
        { "needs", Needs },
        { "rollbackSafe", IsRollbackSafe },
        { "reason", IsRollbackSafe ? Needs.Count == 0 ? "the contract is the same, or has only grown" : "what is new is needed by this release alone" : string.Join("; ", Breaking) },
    };
}
