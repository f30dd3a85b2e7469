using CloudNative.Sdk.Core.Options;

namespace CloudNative.Sdk.Core.Ops.Configuration;

/// <summary>Shows people the effective configuration.</summary>
internal sealed class ConfigurationPanel(ConfigurationView view) : IOpsPanel
{
    private const int MaxChars = 120;
    private const int MaxUnknown = 10;
    private static readonly string[] Columns = ["Key", "Value", "From", "Overrides"];

    public string Id => "configuration";

    public string Title => "Configuration";

    public int Order => 600;

    public void Describe(OpsPanelContent content)
    {
        var entries = view.Known;
        foreach (var (key, nearest) in view.Unread.Take(MaxUnknown))
        {
            content.Note(OpsTone.Warning, $"Nothing reads '{key}'.{(nearest is null ? string.Empty : $" Did you mean '{nearest}'?")}");
        }

        content.Note(OpsTone.Plain, $"Read from, the first counts most: {string.Join(", ", view.Sources)}.");
        AddTable(content, "Keys of the SDK", entries.Where(IsOfSdk));
        AddTable(content, "Other keys", entries.Where(entry => !IsOfSdk(entry) && !IsOfProcess(entry)));
        AddTable(content, "Environment variables of the process", entries.Where(IsOfProcess));
    }

    private static bool IsOfSdk(ConfigurationEntry entry) => entry.Key.StartsWith(UnknownKeys.Root + ":", StringComparison.OrdinalIgnoreCase);

    /// <summary>A variable without a section is most probably meant for another program.</summary>
    private static bool IsOfProcess(ConfigurationEntry entry) =>
        !entry.Key.Contains(':', StringComparison.Ordinal) && entry.Stated.All(stated => stated.Origin.Name == Origins.Environment);

    private static void AddTable(OpsPanelContent content, string caption, IEnumerable<ConfigurationEntry> entries)
    {
        var rows = entries.Select(RowOf).ToArray();
        if (rows.Length > 0)
        {
            content.Table(caption, Columns, rows, isFolded: true);
        }
    }

    private static OpsValue[] RowOf(ConfigurationEntry entry)
    {
        var stated = entry.Stated[0];
        return
        [
            OpsValue.Code(entry.Key),
            stated.Masked == ValueMask.Hidden ? OpsValue.Text("not shown") : OpsValue.Code(Shorten(stated.Value)),
            stated.Origin.Name,
            string.Join(", ", entry.Stated.Skip(1).Select(overridden => overridden.Masked is null ? $"{Shorten(overridden.Value)} ({overridden.Origin.Name})" : overridden.Origin.Name)),
        ];
    }

    private static string Shorten(string value) => value.Length <= MaxChars ? value : value[..MaxChars] + "…";
}
