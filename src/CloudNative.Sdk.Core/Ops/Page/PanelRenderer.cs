namespace CloudNative.Sdk.Core.Ops.Page;

/// <summary>Writes the panels of the page.</summary>
internal sealed class PanelRenderer(HtmlWriter html, bool allowsChanges)
{
    /// <summary>How much the panels may write before tables end early: with the rest, the page stays below 100 KB.</summary>
    private const int RowBudget = 64_000;

    private readonly ValueRenderer _values = new(html, allowsChanges);
    private readonly int _start = html.Length;

    public void Write(IOpsPanel panel, OpsPanelContent content)
    {
        var heading = panel.Id + "-title";
        html.Open("section", ("id", panel.Id), ("aria-labelledby", heading)).Element("h2", panel.Title, ("id", heading));
        foreach (var block in content.Blocks)
        {
            Write(block, panel.Id);
        }

        html.Close();
    }

    private void Write(OpsBlock block, string panel)
    {
        switch (block)
        {
            case OpsBlock.Facts facts:
                Write(facts);
                break;
            case OpsBlock.Note note:
                html.Open("p", ("class", ToneText.Class("note", note.Tone))).Text(note.Text).Close();
                break;
            case OpsBlock.Table table:
                Write(table, panel);
                break;
            case OpsBlock.Charts charts:
                html.Open("div", ("class", "charts"));
                charts.All.ForEach(chart => ChartRenderer.Write(html, chart));
                html.Close();
                break;
            case OpsBlock.Change change:
                new FormRenderer(html, allowsChanges).Write(change.Form);
                break;
        }
    }

    private void Write(OpsBlock.Facts facts)
    {
        html.Open("dl");
        foreach (var (name, value) in facts.All)
        {
            html.Open("div").Element("dt", name).Open("dd");
            _values.Write(value);
            html.Close().Close();
        }

        html.Close();
    }

    private void Write(OpsBlock.Table table, string panel)
    {
        if (table.IsFolded)
        {
            html.Open("details", ("data-key", $"{panel}/{table.Caption}")).Element("summary", $"{table.Caption} ({PageText.Number(table.Rows.Count, string.Empty)})");
        }

        // The roles are stated since a narrow page shows rows as blocks, which would take the table away from screen readers.
        html.Open("table", ("role", "table"), ("aria-label", table.Caption));
        WriteHead(table.Columns);
        html.Open("tbody", ("role", "rowgroup"));
        var shown = 0;
        foreach (var row in table.Rows.Take(OpsPanelContent.MaxRows).TakeWhile(_ => html.Length - _start < RowBudget))
        {
            WriteRow(table.Columns, row);
            shown++;
        }

        html.Close().Close();
        if (shown < table.Rows.Count)
        {
            html.Element("p", $"{PageText.Number(shown, string.Empty)} of {PageText.Number(table.Rows.Count, string.Empty)} are shown; the JSON has all.", ("class", "more"));
        }

        if (table.IsFolded)
        {
            html.Close();
        }
    }

    private void WriteHead(IReadOnlyList<string> columns)
    {
        html.Open("thead", ("role", "rowgroup")).Open("tr", ("role", "row"));
        foreach (var column in columns)
        {
            html.Element("th", column, ("role", "columnheader"), ("scope", "col"));
        }

        html.Close().Close();
    }

    private void WriteRow(IReadOnlyList<string> columns, IReadOnlyList<OpsValue> row)
    {
        html.Open("tr", ("role", "row"), ("data-key", row.Count > 1 ? $"{row[0].Content}|{row[1].Content}" : row[0].Content));
        for (var i = 0; i < row.Count; i++)
        {
            var isHeading = i == 0;
            html.Open(isHeading ? "th" : "td", ("role", isHeading ? "rowheader" : "cell"), ("scope", isHeading ? "row" : null), ("data-label", columns[i]), ("class", ValueRenderer.CellClass(row[i])));
            _values.Write(row[i]);
            html.Close();
        }

        html.Close();
    }
}
