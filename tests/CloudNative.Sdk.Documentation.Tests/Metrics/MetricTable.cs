using System.Text;

namespace CloudNative.Sdk.Documentation.Tests.Metrics;

/// <summary>The table of the default metrics, between two marks on a page.</summary>
internal static class MetricTable
{
    private const string Begin = "<!-- The tables from here on are written by MetricTableTests. -->\n";
    private const string End = "<!-- The end of the written tables. -->\n";

    /// <summary>Tags of what a test does not provoke, by the documentation of .NET.</summary>
    private static readonly Dictionary<string, string[]> Known = new(StringComparer.Ordinal)
    {
        ["aspnetcore.authentication.challenges"] = ["aspnetcore.authentication.scheme", "error.type"],
        ["aspnetcore.authentication.forbids"] = ["aspnetcore.authentication.scheme", "error.type"],
        ["aspnetcore.authentication.sign_ins"] = ["aspnetcore.authentication.scheme", "error.type"],
        ["aspnetcore.authentication.sign_outs"] = ["aspnetcore.authentication.scheme", "error.type"],
        ["aspnetcore.authorization.attempts"] = ["aspnetcore.authorization.policy", "error.type"],
        ["dns.lookup.duration"] = ["error.type"],
        ["kestrel.active_tls_handshakes"] = ["network.transport", "network.type", "server.address", "server.port"],
        ["kestrel.connection.duration"] = ["error.type"],
        ["kestrel.queued_requests"] = ["network.protocol.name", "network.protocol.version", "network.transport", "network.type", "server.address", "server.port"],
        ["kestrel.rejected_connections"] = ["network.transport", "network.type", "server.address", "server.port"],
        ["kestrel.tls_handshake.duration"] = ["error.type", "network.transport", "network.type", "server.address", "server.port", "tls.protocol.version"],
        ["kestrel.upgraded_connections"] = ["network.transport", "network.type", "server.address", "server.port"],
    };

    public static string Insert(string page, IReadOnlyList<MetricEntry> entries)
    {
        var begin = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = page.IndexOf(End, StringComparison.Ordinal);
        Assert.True(begin >= Begin.Length && end >= begin, "The marks of the tables are not on the page.");
        return page[..begin] + Render(entries) + page[end..];
    }

    private static string Render(IReadOnlyList<MetricEntry> entries)
    {
        var text = new StringBuilder("\n");
        foreach (var meter in entries.GroupBy(entry => entry.Meter))
        {
            text.Append("**").Append(meter.Key).Append("**\n\n| instrument | type | unit | tags | what |\n|---|---|---|---|---|\n");
            foreach (var entry in meter)
            {
                entry.Tags.UnionWith(Known.GetValueOrDefault(entry.Name, []));
                var tags = string.Join(", ", entry.Tags.Select(tag => $"`{tag}`"));
                text.Append($"| `{entry.Name}` | {entry.Kind} | {(entry.Unit.Length > 0 ? $"`{entry.Unit}`" : string.Empty)} | {tags} | {Cell(entry.Description)} |\n");
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
