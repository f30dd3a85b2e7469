using CloudNative.Sdk.Core.Ops.Page;

namespace CloudNative.Sdk.Core;

/// <summary>Takes what a panel of the ops page shows, in the order of the calls.</summary>
public sealed class OpsPanelContent
{
    /// <summary>The most rows that a table shows; the page says how many more there are.</summary>
    internal const int MaxRows = 100;

    private readonly List<OpsBlock> _blocks = [];

    internal OpsPanelContent()
    {
    }

    internal IReadOnlyList<OpsBlock> Blocks => _blocks;

    /// <summary>Adds a name and its value; those that follow one another are set together.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    /// <returns>This object.</returns>
    public OpsPanelContent Fact(string name, OpsValue value)
    {
        if (_blocks is not [.., OpsBlock.Facts facts])
        {
            _blocks.Add(facts = new OpsBlock.Facts([]));
        }

        facts.All.Add((name, value));
        return this;
    }

    /// <summary>Adds a sentence.</summary>
    /// <param name="tone">What it means.</param>
    /// <param name="text">The sentence.</param>
    /// <returns>This object.</returns>
    public OpsPanelContent Note(OpsTone tone, string text) => Add(new OpsBlock.Note(tone, text));

    /// <summary>Adds a table.</summary>
    /// <param name="caption">What the rows are, as <c>Services that are called</c>.</param>
    /// <param name="columns">The headings of the columns.</param>
    /// <param name="rows">The rows, each with a value for each column; the first value says which row it is. The page shows the first 100 at most, and fewer where it would grow beyond 100 KB.</param>
    /// <param name="isFolded">Whether the table is opened by whoever wants to see it.</param>
    /// <returns>This object.</returns>
    public OpsPanelContent Table(string caption, IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<OpsValue>> rows, bool isFolded = false) =>
        Add(new OpsBlock.Table(caption, columns, rows, isFolded));

    /// <summary>Adds a chart over time; those that follow one another stand side by side.</summary>
    /// <param name="chart">The chart.</param>
    /// <returns>This object.</returns>
    public OpsPanelContent Chart(OpsChart chart)
    {
        if (_blocks is not [.., OpsBlock.Charts charts])
        {
            _blocks.Add(charts = new OpsBlock.Charts([]));
        }

        charts.All.Add(chart);
        return this;
    }

    /// <summary>Adds a form by which the running service can be changed; where changes are not allowed it is disabled, and says so.</summary>
    /// <param name="form">The form.</param>
    /// <returns>This object.</returns>
    public OpsPanelContent Change(OpsForm form) => Add(new OpsBlock.Change(form));

    private OpsPanelContent Add(OpsBlock block)
    {
        _blocks.Add(block);
        return this;
    }
}
