using System.Text.RegularExpressions;

namespace CloudNative.Sdk.Cli.Notes;

/// <summary>A commit, read as conventional commits are written: <c>feat(cart)!: subject</c>.</summary>
/// <param name="Hash">The whole hash.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="Type">The prefix in lower case; empty where there is none that notes know.</param>
/// <param name="Scope">The part of the service; empty where none is named.</param>
/// <param name="Subject">What was done.</param>
/// <param name="Breaking">What breaks; null where nothing does.</param>
/// <param name="References">The text in which issues are named.</param>
internal sealed partial record Commit(string Hash, string Author, string Type, string Scope, string Subject, string? Breaking, string References)
{
    private const int ShortHash = 8;

    public string Short => Hash[..ShortHash];

    public static Commit Parse(string hash, string author, string subject, string body)
    {
        var prefix = Prefix().Match(subject);
        var isConventional = prefix.Success && NoteGroup.IsKnown(prefix.Groups["type"].Value);
        var footer = Footer().Match(body);
        var text = isConventional ? prefix.Groups["text"].Value : subject;
        return new Commit(
            hash,
            author,
            isConventional ? prefix.Groups["type"].Value.ToLowerInvariant() : "",
            isConventional ? prefix.Groups["scope"].Value : "",
            text,
            footer.Success ? footer.Groups["text"].Value.Trim() : isConventional && prefix.Groups["bang"].Success ? text : null,
            $"{subject}\n{body}");
    }

    [GeneratedRegex(@"\A(?<type>[A-Za-z]+)(\((?<scope>[^()]+)\))?(?<bang>!)?:\s+(?<text>.+)\z")]
    private static partial Regex Prefix();

    [GeneratedRegex(@"^BREAKING[ -]CHANGE:\s*(?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Footer();
}
