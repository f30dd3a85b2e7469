using CloudNative.Sdk.Cli.Releases;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Cli.Notifying;

/// <summary>What a team is told about a release.</summary>
/// <param name="Release">The release.</param>
/// <param name="Environment">Where it runs now; null where that is not said.</param>
/// <param name="Link">Where one reads more; null for nowhere.</param>
internal sealed record Notification(ReleaseFile Release, string? Environment, string? Link)
{
    public const string Generic = "generic";
    public const string Slack = "slack";

    private const string Schema = "cloudnative.notification/1";

    private string Headline => Environment is null ? $"{Release.Title} is released" : $"{Release.Title} is released to {Environment}";

    /// <summary>Writes the payload in one of the formats.</summary>
    public YamlMap ToPayload(string format) => format == Slack ? ToSlack() : ToGeneric();

    private YamlMap ToGeneric() => new()
    {
        { "schema", Schema },
        { "text", Headline },
        { "service", Release.Service },
        { "version", Release.Version },
        { "environment", Environment },
        { "commit", Release.Commit },
        { "digest", Release.Digest },
        { "previousVersion", Release.Change?.PreviousVersion },
        { "breaking", Release.Change?.Breaking },
        { "needs", Release.Change?.Needs },
        { "link", Link },
    };

    /// <summary>Writes the message as incoming webhooks take it: a text for notifications, and blocks for the channel.</summary>
    private YamlMap ToSlack() => new()
    {
        { "text", Escape(Headline) },
        {
            "blocks", new List<object>
            {
                new YamlMap { { "type", "section" }, { "text", Words(string.Join('\n', Lines())) } },
                new YamlMap { { "type", "context" }, { "elements", new List<object> { Words($"commit {Escape(Release.Commit ?? "unknown")}, image {Escape(Release.Digest ?? "without digest")}") } } },
            }
        },
    };

    private IEnumerable<string> Lines() =>
    [
        Link is null ? $"*{Escape(Headline)}*" : $"*<{Escape(Link)}|{Escape(Headline)}>*",
        .. (Release.Change?.Breaking ?? []).Select(reason => $":warning: breaking: {Escape(reason)}"),
        .. (Release.Change?.Needs ?? []).Select(reason => $"needs {Escape(reason)}"),
    ];

    private static YamlMap Words(string text) => new() { { "type", "mrkdwn" }, { "text", text } };

    private static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
