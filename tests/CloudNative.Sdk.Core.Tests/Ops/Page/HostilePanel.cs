namespace CloudNative.Sdk.Core.Tests.Ops.Page;

/// <summary>Says something with every kind of value, all of it meant to break out.</summary>
internal sealed class HostilePanel : IOpsPanel
{
    public const string Text = "\"'><img src=x onerror=alert(1)>";

    public string Id => "hostile";

    public string Title => Text;

    public int Order => 900;

    public void Describe(OpsPanelContent content) => content
        .Fact(Text, Text)
        .Fact("code", OpsValue.Code(Text))
        .Fact("state", OpsValue.State(OpsTone.Bad, Text))
        .Fact("history", OpsValue.History([OpsTone.Good], Text))
        .Fact("trend", OpsValue.Trend([1, 2], Text))
        .Note(OpsTone.Warning, Text)
        .Table(Text, ["a"], [[Text]])
        .Chart(new OpsChart(Text, "/s", TimeSpan.FromMinutes(1), [new OpsSeries("a", [new OpsPoint(TimeSpan.Zero, 1)])]))
        .Change(new OpsForm("/info", Text, [new OpsField("a", "b", "c")]));
}
