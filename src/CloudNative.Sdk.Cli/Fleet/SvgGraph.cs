using System.Globalization;
using System.Security;
using System.Text;

namespace CloudNative.Sdk.Cli.Fleet;

/// <summary>Draws a graph as one SVG image that needs nothing else, light or dark as the reader's system is.</summary>
internal static class SvgGraph
{
    private const int Width = 190;
    private const int Height = 44;
    private const int Across = 90;
    private const int Down = 22;
    private const int Margin = 24;
    private const int CharactersInBox = 22;

    private const string Style = """
        svg{background:#fff;font:13px system-ui,sans-serif}
        rect{fill:#f4f7fb;stroke:#31557f}.other rect{fill:#fff;stroke:#6b7480;stroke-dasharray:4 3}
        text{fill:#14202e;text-anchor:middle}.version{fill:#55606e;font-size:11px}
        path{fill:none;stroke:#55606e;stroke-width:1.3}.refused{stroke:#b3261e;stroke-dasharray:5 4}marker path{fill:#55606e;stroke:none}
        @media(prefers-color-scheme:dark){svg{background:#12171d}rect{fill:#1c2632;stroke:#7aa7dc}.other rect{fill:#12171d;stroke:#8b95a1}text{fill:#e6ebf1}.version{fill:#a9b4c0}path{stroke:#a9b4c0}.refused{stroke:#ff8a80}marker path{fill:#a9b4c0}}
        """;

    public static string Write(FleetGraph graph)
    {
        List<(string From, string To)> edges = [.. graph.Calls.Select(call => (call.From, call.To))];
        var layout = new GraphLayout([.. graph.Services.Select(service => service.Name), .. graph.Others], edges);
        var tallest = layout.Columns.Select(column => column.Count).DefaultIfEmpty(1).Max();
        var places = layout.Columns.SelectMany((column, x) => column.Select((name, y) => (name, place: (
            X: Margin + (x * (Width + Across)),
            Y: Margin + (y * (Height + Down)) + ((tallest - column.Count) * (Height + Down) / 2))))).ToDictionary(one => one.name, one => one.place, StringComparer.Ordinal);
        var (width, height) = ((2 * Margin) + (layout.Columns.Count * (Width + Across)) - Across, (2 * Margin) + (tallest * (Height + Down)) - Down);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" aria-labelledby="title">""");
        svg.Append(CultureInfo.InvariantCulture, $"\n<title id=\"title\">Who calls whom in {SecurityElement.Escape(graph.Environment)}</title>\n<style>{Style}</style>\n");
        svg.Append("<defs><marker id=\"arrow\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\" orient=\"auto-start-reverse\"><path d=\"M0 0L8 4L0 8z\"/></marker></defs>\n");
        foreach (var call in graph.Calls)
        {
            AppendCall(svg, call, places[call.From], places[call.To]);
        }

        foreach (var service in graph.Services)
        {
            AppendBox(svg, "service", places[service.Name], service.Name, service.Release.Version);
        }

        foreach (var other in graph.Others)
        {
            AppendBox(svg, "other", places[other], other, "not in the fleet");
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void AppendCall(StringBuilder svg, FleetCall call, (int X, int Y) from, (int X, int Y) to)
    {
        // A call back, in a circle, goes round below.
        var isBack = to.X <= from.X;
        var (x1, x2) = (from.X + Width, isBack ? to.X + Width : to.X);
        var (y1, y2) = (from.Y + (Height / 2), to.Y + (Height / 2));
        var bend = isBack ? Across : (x2 - x1) / 2;
        svg.Append(CultureInfo.InvariantCulture, $"<path class=\"{(call.IsAllowed ? "call" : "refused")}\" marker-end=\"url(#arrow)\" d=\"M{x1} {y1}C{x1 + bend} {y1} {(isBack ? x2 + bend : x2 - bend)} {y2} {x2} {y2}\"><title>");
        svg.Append(SecurityElement.Escape($"{call.From} calls {call.To}{(call.IsAllowed ? "" : ", which a NetworkPolicy does not allow")}")).Append("</title></path>\n");
    }

    private static void AppendBox(StringBuilder svg, string kind, (int X, int Y) place, string name, string below)
    {
        svg.Append(CultureInfo.InvariantCulture, $"<g class=\"{kind}\"><title>{SecurityElement.Escape($"{name} {below}")}</title><rect x=\"{place.X}\" y=\"{place.Y}\" width=\"{Width}\" height=\"{Height}\" rx=\"6\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{place.X + (Width / 2)}\" y=\"{place.Y + 19}\">{SecurityElement.Escape(Short(name))}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"version\" x=\"{place.X + (Width / 2)}\" y=\"{place.Y + 35}\">{SecurityElement.Escape(Short(below))}</text></g>\n");
    }

    private static string Short(string text) => text.Length <= CharactersInBox ? text : text[..(CharactersInBox - 1)] + "…";
}
