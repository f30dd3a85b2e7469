namespace CloudNative.Sdk.Resiliency.Chaos;

/// <summary>Tells an answer that a rule made from one of the service.</summary>
internal static class ChaosHeader
{
    public const string Name = "X-Chaos";

    /// <summary>Gets the name of the rule; a header holds no other letters than those of ASCII.</summary>
    public static string Of(ChaosFault fault) => string.Concat(fault.Name.Select(letter => letter is >= ' ' and <= '~' ? letter : '_'));
}
