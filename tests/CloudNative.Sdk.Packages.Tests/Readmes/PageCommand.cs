using CloudNative.Sdk.TestSupport.Pages;

namespace CloudNative.Sdk.Packages.Tests.Readmes;

/// <summary>A command on a page, and what the page says that it prints.</summary>
/// <param name="Line">Its line on the page.</param>
/// <param name="Text">What is typed.</param>
/// <param name="Shown">The lines below it.</param>
internal sealed record PageCommand(int Line, string Text, IReadOnlyList<string> Shown)
{
    private const string Prompt = "$ ";

    /// <summary>Gets whether it is a service, which goes on while the next commands are typed elsewhere.</summary>
    public bool GoesOn => Text.StartsWith("dotnet run", StringComparison.Ordinal);

    /// <summary>Gets whether it asks a running service, whose answer may take a moment.</summary>
    public bool Asks => Text.StartsWith("curl ", StringComparison.Ordinal);

    /// <summary>Gets whether the page shows it failing.</summary>
    public bool Fails => Shown.Any(line => line.Contains("error ", StringComparison.Ordinal));

    /// <summary>Reads the commands of a block: all lines of <c>sh</c>, and those of <c>console</c> that begin with <c>$ </c>, with what stands below them.</summary>
    public static IEnumerable<PageCommand> Of(FencedBlock block)
    {
        var lines = block.Text.TrimEnd('\n').Split('\n').Select((text, index) => (Number: block.Line + index, Text: text)).ToList();
        return block.Language switch
        {
            "sh" => lines.Select(line => new PageCommand(line.Number, line.Text, [])),
            "console" => lines.Where(IsTyped).Select(line => new PageCommand(
                line.Number, line.Text[Prompt.Length..], [.. lines.Where(below => below.Number > line.Number).TakeWhile(below => !IsTyped(below)).Select(below => below.Text)])),
            _ => [],
        };
    }

    private static bool IsTyped((int Number, string Text) line) => line.Text.StartsWith(Prompt, StringComparison.Ordinal);
}
