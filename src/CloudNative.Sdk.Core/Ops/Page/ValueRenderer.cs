using System.Globalization;

namespace CloudNative.Sdk.Core.Ops.Page;

/// <summary>Writes the values of facts and tables.</summary>
internal sealed class ValueRenderer(HtmlWriter html, bool allowsChanges)
{
    private const int BarWidth = 4;
    private const int StripHeight = 16;
    private const int TrendWidth = 96;
    private const int TrendHeight = 20;

    /// <summary>Gets the class of a cell: numbers stand under one another.</summary>
    public static string? CellClass(OpsValue value) => value.Kind == OpsValueKind.Number ? "number" : null;

    public void Write(OpsValue value)
    {
        switch (value.Kind)
        {
            case OpsValueKind.Code:
                html.Element("code", value.Content);
                break;
            case OpsValueKind.State:
                html.Element("span", value.Content, ("class", ToneText.Class("state", value.Tone)));
                break;
            case OpsValueKind.History:
                WriteHistory(value);
                break;
            case OpsValueKind.Trend:
                WriteTrend(value);
                break;
            case OpsValueKind.Button:
                new FormRenderer(html, allowsChanges).WriteButton(value.Form!);
                break;
            default:
                WriteText(value);
                break;
        }
    }

    private static string Text(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);

    private void WriteText(OpsValue value)
    {
        if (value.Content.Length == 0)
        {
            html.Element("span", "–", ("class", "none"));
        }
        else if (value.Tone == OpsTone.Plain)
        {
            html.Text(value.Content);
        }
        else
        {
            html.Element("span", value.Content, ("class", ToneText.Class(value.Tone)));
        }
    }

    /// <summary>Writes a bar for each result; the worse it is, the higher, so that it is seen without colours too.</summary>
    private void WriteHistory(OpsValue value)
    {
        var width = Math.Max(1, value.Results.Count) * BarWidth;
        html.Open("svg", ("class", "strip"), ("role", "img"), ("aria-label", value.Content), ("width", Text(width)), ("height", Text(StripHeight)), ("viewBox", $"0 0 {width} {StripHeight}"));
        for (var i = 0; i < value.Results.Count; i++)
        {
            var height = value.Results[i] switch { OpsTone.Bad => StripHeight, OpsTone.Warning => 11, _ => 6 };
            html.Element("rect", string.Empty, ("class", ToneText.Class(value.Results[i])), ("x", Text(i * BarWidth)), ("y", Text(StripHeight - height)), ("width", Text(BarWidth - 1)), ("height", Text(height)));
        }

        html.Close();
    }

    private void WriteTrend(OpsValue value)
    {
        var most = value.Points.Where(double.IsFinite).DefaultIfEmpty(0).Max();
        var step = value.Points.Count > 1 ? (double)TrendWidth / (value.Points.Count - 1) : 0;
        var line = new PathText();
        for (var i = 0; i < value.Points.Count; i++)
        {
            line.Add(i * step, TrendHeight - 1 - (most > 0 ? value.Points[i] / most * (TrendHeight - 2) : 0));
        }

        html.Open("span", ("class", "trend"))
            .Open("svg", ("aria-hidden", "true"), ("width", Text(TrendWidth)), ("height", Text(TrendHeight)), ("viewBox", $"0 0 {TrendWidth} {TrendHeight}"))
            .Element("path", string.Empty, ("d", line.ToString()))
            .Close()
            .Element("span", value.Content)
            .Close();
    }
}
