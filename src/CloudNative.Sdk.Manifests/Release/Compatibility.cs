using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Release;

/// <summary>How a release differs from the one before, and whether one can go back.</summary>
internal sealed class Compatibility
{
    private readonly PreviousRelease _previous;
    private readonly List<string> _breaking = [];
    private readonly List<string> _needs = [];

    private Compatibility(PreviousRelease previous, Contract contract)
    {
        _previous = previous;
        foreach (var topic in Contract.Relied)
        {
            _breaking.AddRange(previous.Contract[topic].Except(contract[topic]).Select(name => $"{topic}: {name} is gone"));
        }

        foreach (var topic in Contract.Provided)
        {
            _needs.AddRange(contract[topic].Except(previous.Contract[topic]).Select(name => $"{topic}: {name} is new"));
        }
    }

    public static YamlMap? Of(PreviousRelease? previous, Contract contract) => previous is null ? null : new Compatibility(previous, contract).ToMap();

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

    /// <summary>Going back is safe where the release before finds all that it needs, and nobody relies on what is new.</summary>
    private YamlMap ToMap() => new()
    {
        { "previousVersion", _previous.Version },
        { "previousRecord", $"sha256:{_previous.Hash}" },
        { "breaking", _breaking },
        { "needs", _needs },
        { "rollbackSafe", _breaking.Count == 0 },
        { "reason", _breaking.Count == 0 ? _needs.Count == 0 ? "the contract is the same, or has only grown" : "what is new is needed by this release alone" : string.Join("; ", _breaking) },
    };
}
