namespace CloudNative.Sdk.Manifests.Rollout;

/// <summary>The places in which two versions of a service run side by side.</summary>
internal static class Slots
{
    public const string Blue = "blue";
    public const string Green = "green";
    public const string Stable = "stable";
    public const string Canary = "canary";

    /// <summary>The place of a rolling update, which has one only.</summary>
    public const string Only = "only";

    /// <summary>The variable by which a service knows its slot, and tells it to the registry.</summary>
    public const string Variable = "CLOUDNATIVE_COLOUR";

    private const string Switch = "to-";

    /// <summary>Gets the name of what runs in a slot: <c>checkout-blue</c>; the one of a rolling update has the service's own.</summary>
    public static string NameIn(string name, string slot) => slot == Only ? name : $"{name}-{slot}";

    /// <summary>Gets what sends the requests to a slot, in the name of a file: <c>to-blue</c>.</summary>
    public static string SwitchTo(string slot) => Switch + slot;

    /// <summary>Gets the name of the environment in the name of a file: <c>prod</c> of <c>prod.blue</c> and <c>prod.to-blue</c>.</summary>
    public static string WithoutSlot(string name)
    {
        var dot = name.LastIndexOf('.');
        var last = name.Substring(dot + 1);
        return dot > 0 && (last.StartsWith(Switch, StringComparison.Ordinal) ? last.Substring(Switch.Length) : last) is Blue or Green or Stable or Canary ? name.Substring(0, dot) : name;
    }
}
