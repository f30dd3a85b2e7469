namespace CloudNative.Sdk.Core.Ops.Page;

/// <summary>Writes what is around the panels.</summary>
internal sealed class PageFrame(HtmlWriter html, ServiceIdentity identity, Verdict verdict)
{
    private string Title => $"{verdict.Word} · {identity.Name}";

    /// <summary>Gets the picture of the browser's tab: round, a triangle or a square, in the colour of the verdict.</summary>
    private string Icon => "data:image/svg+xml," + Uri.EscapeDataString("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'>" + verdict.Tone switch
    {
        OpsTone.Good => "<circle cx='8' cy='8' r='7' fill='#1a8a4a'/>",
        OpsTone.Warning => "<path d='M8 1l7 14H1z' fill='#c77700'/>",
        _ => "<path d='M1 1h14v14H1z' fill='#c5281c'/>",
    } + "</svg>");

    public void Begin(PageAssets assets)
    {
        html.Literal("<!doctype html>\n").Open("html", ("lang", "en")).Open("head")
            .Void("meta", ("charset", "utf-8"))
            .Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"))
            .Void("meta", ("name", "color-scheme"), ("content", "light dark"))
            .Element("title", Title)
            .Void("link", ("rel", "icon"), ("id", "icon"), ("href", Icon))
            .Open("style").Literal(assets.Style).Close()
            .Close().Open("body")
            .Element("a", "Skip to the panels", ("class", "skip"), ("href", "#panels"))
            .Element("p", string.Empty, ("id", "gone"), ("role", "alert"), ("hidden", string.Empty))
            .Element("button", "Pause", ("id", "pause"), ("type", "button"), ("hidden", string.Empty));
    }

    public void End() => html.Open("script").Literal(PageAssets.Current.Script).Close().Close().Close();

    public void BeginContent(ServiceState state, DateTimeOffset started, TimeSpan elapsed, IEnumerable<IOpsPanel> panels)
    {
        html.Open("div", ("id", "page"), ("data-title", Title), ("data-icon", Icon), ("data-process", $"{identity.InstanceId} {PageText.Time(started)}")).Open("header")
            .Open("div", ("class", "who")).Element("h1", identity.Name).Open("p");
        foreach (var (label, value) in (ReadOnlySpan<(string, string?)>)[("version", identity.Version), ("environment", identity.Environment), ("zone", identity.Zone), ("instance", identity.InstanceId)])
        {
            if (value is { Length: > 0 })
            {
                html.Open("span").Element("i", label).Text(" " + value).Close();
            }
        }

        html.Close().Close().Open("div", ("class", ToneText.Class("verdict", verdict.Tone)), ("role", "status"))
            .Element("strong", verdict.Word, ("class", ToneText.Class("state", verdict.Tone)));
        if (verdict.Reason.Length > 0)
        {
            html.Element("span", verdict.Reason);
        }

        html.Close();
        WriteStates(state, started, elapsed);
        html.Close().Open("nav", ("aria-label", "Panels")).Open("ul");
        foreach (var panel in panels)
        {
            html.Open("li").Element("a", panel.Title, ("href", "#" + panel.Id)).Close();
        }

        html.Close().Close().Open("main", ("id", "panels"), ("tabindex", "-1"));
    }

    public void EndContent(IEnumerable<IOpsEndpoint> endpoints)
    {
        html.Close().Open("footer").Element("h2", "For programs").Open("ul");
        foreach (var endpoint in endpoints)
        {
            // A relative address: a proxy may have put the page below another path.
            html.Open("li").Open("a", ("href", "." + endpoint.Path)).Element("code", endpoint.Path).Close().Text(" " + endpoint.Description).Close();
        }

        html.Close().Close().Close();
    }

    private void WriteStates(ServiceState now, DateTimeOffset started, TimeSpan elapsed)
    {
        html.Open("div", ("class", "life")).Open("ol", ("aria-label", "Lifecycle"));
        foreach (var state in Enum.GetValues<ServiceState>())
        {
            html.Element("li", state.ToString(), ("aria-current", state == now ? "step" : null), ("class", state < now ? "past" : null));
        }

        html.Close().Open("p").Text("Up ").Element("b", PageText.Duration(elapsed)).Text($", since {PageText.Time(started)}").Close().Close();
    }
}
