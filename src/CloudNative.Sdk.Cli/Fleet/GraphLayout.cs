namespace CloudNative.Sdk.Cli.Fleet;

/// <summary>Gives each node of a graph a column and a row: who calls stands left of whom it calls, and beside those it has to do with.</summary>
internal sealed class GraphLayout
{
    private const int Rounds = 4;

    private readonly ILookup<string, string> _called;
    private readonly ILookup<string, string> _callers;
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    public GraphLayout(IEnumerable<string> nodes, IReadOnlyCollection<(string From, string To)> edges)
    {
        _called = edges.ToLookup(edge => edge.From, edge => edge.To, StringComparer.Ordinal);
        _callers = edges.ToLookup(edge => edge.To, edge => edge.From, StringComparer.Ordinal);
        List<string> names = [.. nodes];
        names.ForEach(name => ColumnOf(name));
        Columns = [.. names.GroupBy(name => _columns[name]).OrderBy(column => column.Key).Select(column => column.ToList())];
        for (var round = 0; round < Rounds; round++)
        {
            Columns.Skip(1).ToList().ForEach(column => Arrange(column, _callers));
            Columns.Reverse().Skip(1).ToList().ForEach(column => Arrange(column, _called));
        }
    }

    /// <summary>Gets the nodes of each column, from above.</summary>
    public IReadOnlyList<List<string>> Columns { get; }

    /// <summary>One more than the column of the last caller; a call back in a circle does not count.</summary>
    private int ColumnOf(string name)
    {
        if (_columns.TryGetValue(name, out var known))
        {
            return known;
        }

        _open.Add(name);
        var column = _callers[name].Where(caller => !_open.Contains(caller)).Select(caller => ColumnOf(caller) + 1).DefaultIfEmpty(0).Max();
        _open.Remove(name);
        return _columns[name] = column;
    }

    /// <summary>Sorts a column by the mean row of the neighbours, which keeps most lines from crossing.</summary>
    private void Arrange(List<string> column, ILookup<string, string> neighbours)
    {
        var rows = Columns.SelectMany(names => names.Select((name, row) => (name, row: row - (names.Count / 2.0)))).ToDictionary(one => one.name, one => one.row, StringComparer.Ordinal);
        var ordered = column.OrderBy(name => neighbours[name].Select(neighbour => rows[neighbour]).DefaultIfEmpty(rows[name]).Average()).ToList();
        column.Clear();
        column.AddRange(ordered);
    }
}
