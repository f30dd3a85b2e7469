using System.Text;

namespace CloudNative.Sdk.Cli.Fleet;

/// <summary>Writes a graph in the language of Mermaid, which code hosts draw in Markdown: services as boxes, others round, calls that are not allowed dotted.</summary>
internal static class MermaidGraph
{
    public static string Write(FleetGraph graph)
    {
        var text = new StringBuilder("flowchart LR\n");
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var service in graph.Services)
        {
            text.Append("  ").Append(IdOf(service.Name)).Append("[\"").Append(Escape(service.Release.Title)).Append("\"]\n");
        }

        foreach (var other in graph.Others)
        {
            text.Append("  ").Append(IdOf(other)).Append("([\"").Append(Escape(other)).Append("\"])\n");
        }

        foreach (var call in graph.Calls)
        {
            text.Append("  ").Append(IdOf(call.From)).Append(call.IsAllowed ? " --> " : " -. not allowed .-> ").Append(IdOf(call.To)).Append('\n');
        }

        return text.ToString();

        // A name could be a word of the language.
        string IdOf(string name) => ids.TryGetValue(name, out var id) ? id : ids[name] = $"n{ids.Count + 1}";
    }

    private static string Escape(string text) => text.Replace("\"", "#quot;", StringComparison.Ordinal);
}
