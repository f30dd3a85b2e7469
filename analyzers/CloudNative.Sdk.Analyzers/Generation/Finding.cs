using CloudNative.Sdk.Analyzers.Semantics;

namespace CloudNative.Sdk.Analyzers.Generation;

/// <summary>What one place of the source says; several findings can make one fact.</summary>
/// <param name="Kind">A fact kind, or one of <see cref="FindingKinds"/>.</param>
/// <param name="Subject">What ties findings together: the symbol of an instrument, the key of an option; null for a fact of its own.</param>
/// <param name="Values">Keys and values in the order that the fact states them.</param>
/// <param name="Place">Where it was found.</param>
internal sealed record Finding(string Kind, string? Subject, EquatableArray<FindingValue> Values, SourcePlace Place);

/// <summary>One key and its value.</summary>
internal sealed record FindingValue(string Key, string Value);

/// <summary>A position: the file as the compiler knows it, line and column counted from 1.</summary>
internal sealed record SourcePlace(string File, int Line, int Column);

/// <summary>Findings that are no fact by themselves.</summary>
internal static class FindingKinds
{
    /// <summary>A call that records with constant tag keys: adds to the instrument with the same subject.</summary>
    public const string Recording = "recording";

    /// <summary>An option set to something that is not known, or not always set: no value of that key is stated.</summary>
    public const string OptionUnknown = "option-unknown";

    /// <summary>A call that shows the kind of host: <c>kind</c> is web or worker.</summary>
    public const string HostUse = "host-use";
}
