using System.Globalization;

namespace CloudNative.Sdk.Core.Ops.Page;

/// <summary>Writes a chart: the lines as SVG, all words beside it as text, so that they keep their size on any width.</summary>
internal static class ChartRenderer
{
    private const int Width = 600;
    private const int Height = 120;

    public static void Write(HtmlWriter html, OpsChart chart)
    {
        var values = chart.Series.SelectMany(series => series.Points).Select(point => point.Value).Where(double.IsFinite).ToArray();
        var top = Top(values.DefaultIfEmpty(0).Max(), chart.Unit);
        html.Open("figure", ("data-key", chart.Title)).Open("figcaption").Element("span", chart.Title, ("class", "what"));
        WriteNow(html, chart);
        html.Close().Open("div", ("class", "plot"));
        html.Element("span", PageText.Value(top, chart.Unit), ("class", "top"));
        html.Open("svg", ("role", "img"), ("aria-label", Describe(chart)), ("viewBox", $"0 0 {Width} {Height}"), ("preserveAspectRatio", "none"));
        html.Element("path", string.Empty, ("class", "grid"), ("d", $"M0 0H{Width}M0 {Height / 2}H{Width}M0 {Height}H{Width}"));
        for (var i = 0; i < chart.Series.Count; i++)
        {
            html.Element("path", string.Empty, ("class", $"line s{i}"), ("d", Line(chart.Series[i], chart.Window, top)));
        }

        html.Close().Close().Open("div", ("class", "axis")).Element("span", PageText.Duration(chart.Window) + " ago").Element("span", "now").Close().Close();
    }

    private static void WriteNow(HtmlWriter html, OpsChart chart)
    {
        html.Open("span", ("class", "now"));
        for (var i = 0; i < chart.Series.Count; i++)
        {
            var series = chart.Series[i];
            html.Open("span", ("class", $"series s{i}"));
            if (chart.Series.Count > 1)
            {
                html.Element("span", series.Name, ("class", "name"));
            }

            html.Element("b", Now(series, chart.Unit)).Close();
        }

        html.Close();
    }

    private static string Now(OpsSeries series, string unit) => series.Points is [.., { Value: var value }] && double.IsFinite(value) ? PageText.Value(value, unit) : "–";

    private static string Describe(OpsChart chart) =>
        $"{chart.Title} of the last {PageText.Duration(chart.Window)}: {string.Join("; ", chart.Series.Select(series => Describe(series, chart.Unit)))}";

    private static string Describe(OpsSeries series, string unit)
    {
        var values = series.Points.Select(point => point.Value).Where(double.IsFinite).ToArray();
        return values.Length == 0
            ? $"{series.Name} nothing"
            : $"{series.Name} {Now(series, unit)} now, from {PageText.Value(values.Min(), unit)} to {PageText.Value(values.Max(), unit)}";
    }

    private static string Line(OpsSeries series, TimeSpan window, double top)
    {
        var path = new PathText();
        foreach (var point in series.Points)
        {
            path.Add(Width * (1 - Math.Clamp(point.Age / window, 0, 1)), Height * (1 - (point.Value / top)));
        }

        return path.ToString();
    }

    /// <summary>Gets the end of the scale: the next 1, 2 or 5 of a power of ten, and all of a share that is not small.</summary>
    private static double Top(double most, string unit)
    {
        if (most <= 0)
        {
            return unit == "%" ? 100 : 1;
        }

        var power = Math.Pow(10, Math.Floor(Math.Log10(most)));
        var scaled = most / power;
        var top = (scaled <= 1 ? 1 : scaled <= 2 ? 2 : scaled <= 5 ? 5 : 10) * power;
        return unit == "%" ? Math.Min(100, top) : double.Parse(top.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }
}
