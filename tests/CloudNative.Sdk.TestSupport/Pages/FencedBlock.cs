using System.Text.RegularExpressions;

namespace CloudNative.Sdk.TestSupport.Pages;

/// <summary>A fenced block of a page in Markdown.</summary>
/// <param name="Language">What stands behind the fence, as <c>csharp</c>; empty where nothing does.</param>
/// <param name="Line">The line of its first line on the page, 1-based.</param>
/// <param name="Text">The lines between the fences, each with its end.</param>
/// <param name="Lead">The last line before it that is not empty.</param>
public sealed partial record FencedBlock(string Language, int Line, string Text, string Lead)
{
    /// <summary>Gets the file that the block is the content of, which is what the line before it ends with: <c>`Program.cs`:</c>. Null where it names none.</summary>
    public string? File => FileName().Match(Lead) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>Gets the blocks of a page in their order.</summary>
    public static IReadOnlyList<FencedBlock> ReadAll(string page) => [.. Blocks().Matches(page).Select(match => new FencedBlock(
        match.Groups[1].Value,
        page.AsSpan(0, match.Groups[2].Index).Count('\n') + 1,
        match.Groups[2].Value,
        page[..match.Index].TrimEnd().Split('\n')[^1]))];

    [GeneratedRegex(@"^```(\w*)\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex("`([^`]+)`:$")]
    private static partial Regex FileName();
}
