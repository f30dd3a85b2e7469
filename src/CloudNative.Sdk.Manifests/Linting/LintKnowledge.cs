using CloudNative.Sdk.Manifests.Code;

namespace CloudNative.Sdk.Manifests.Linting;

/// <summary>What is known of a service beside its objects.</summary>
internal sealed record LintKnowledge
{
    /// <summary>Gets what the code tells; null where there is no <c>facts.json</c>, and then what needs it is not checked.</summary>
    public CodeFacts? Code { get; init; }

    /// <summary>Gets the configuration keys that the settings files state, by environment.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> SettingsKeys { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Gets the selector of the release before, or of the record beside the objects, as <c>app.kubernetes.io/name=orders</c>.</summary>
    public IReadOnlyList<string> RecordedSelector { get; init; } = [];

    /// <summary>Gets whether an image without a digest is a finding outside dev and test.</summary>
    public bool RequiresDigest { get; init; }
}
