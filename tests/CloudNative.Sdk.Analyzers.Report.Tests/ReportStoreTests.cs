using CloudNative.Sdk.Analyzers.Report.Maturity;
using CloudNative.Sdk.Analyzers.Report.Sarif;

namespace CloudNative.Sdk.Analyzers.Report.Tests;

public sealed class ReportStoreTests
{
    private static readonly RuleText Rule = new("CNS3004", "Recorded value contradicts the unit", "https://example.org/CNS3004");

    private static ProjectReport Project(string path, params string[] files) => new(
        path, path, [Rule], [.. files.Select((file, index) => new Finding("CNS3004", "warning", "It is wrong. Mend it.", file, index + 1, 1))],
        [new CardEntry(Criteria.Health, "It has probes", false, "Add them.")]);

    [Fact]
    public void What_was_put_in_comes_out_again()
    {
        var orders = Project("Orders/Orders.csproj", "Orders/A b.cs", "Orders/B.cs");

        var (text, _) = ReportStore.Put("", orders, _ => true);
        var (again, projects) = ReportStore.Put(text, Project("Catalog/Catalog.csproj"), _ => true);

        Assert.Equal(["Catalog/Catalog.csproj", "Orders/Orders.csproj"], projects.Select(project => project.Project));
        Assert.Equal(orders.Findings, projects[1].Findings);
        Assert.Equal(orders.Rules, projects[1].Rules);
        Assert.Equal(orders.Card, projects[1].Card);
        Assert.Equal(again, ReportStore.Put(again, Project("Catalog/Catalog.csproj"), _ => true).Text);
    }

    [Fact]
    public void A_project_takes_its_former_place_and_one_that_is_gone_is_dropped()
    {
        var (text, _) = ReportStore.Put("", Project("Orders/Orders.csproj", "Orders/A.cs"), _ => true);
        (text, _) = ReportStore.Put(text, Project("Old/Old.csproj"), _ => true);

        var (_, projects) = ReportStore.Put(text, Project("Orders/Orders.csproj"), project => project != "Old/Old.csproj");

        Assert.Empty(Assert.Single(projects).Findings);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{ "runs": [ {} ] }""")]
    [InlineData("""{ "runs": 1 }""")]
    public void A_store_that_cannot_be_read_is_begun_anew(string text) => Assert.Single(ReportStore.Put(text, Project("Orders/Orders.csproj"), _ => true).Projects);
}
