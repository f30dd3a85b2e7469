namespace CloudNative.Sdk.Core.Ops.Page;

/// <summary>Names tones for the style of the page.</summary>
internal static class ToneText
{
    public static string Class(OpsTone tone) => tone switch
    {
        OpsTone.Good => "good",
        OpsTone.Warning => "warning",
        OpsTone.Bad => "bad",
        _ => "plain",
    };

    public static string Class(string kind, OpsTone tone) => $"{kind} {Class(tone)}";
}
