using System.Text.RegularExpressions;

namespace CloudNative.Sdk.Manifests.Linting;

/// <summary>Writes and reads the reason of an exception as it stands in an annotation: <c>writes a 2 GiB spool; until 2027-03-31</c>.</summary>
internal static class ExceptionText
{
    private static readonly Regex Until = new(@"; until ([0-9]{4}-[0-9]{2}-[0-9]{2})\z", RegexOptions.CultureInvariant);

    public static string Write(string reason, string until) => $"{reason}; until {until}";

    /// <summary>Gets the last day; null where it has none.</summary>
    public static string? UntilOf(string text) => Until.Match(text) is { Success: true } match ? match.Groups[1].Value : null;
}
