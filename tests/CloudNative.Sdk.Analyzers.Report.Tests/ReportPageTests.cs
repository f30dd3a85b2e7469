using CloudNative.Sdk.Analyzers.Report.Maturity;
using CloudNative.Sdk.TestSupport.Golden;

namespace CloudNative.Sdk.Analyzers.Report.Tests;

public sealed class ReportPageTests
{
    [Fact]
    public void The_page_shows_findings_by_severity_and_rule_and_the_card_of_each_service()
    {
        RuleText units = new("CNS3004", "Recorded value contradicts the unit", "https://example.org/CNS3004");
        RuleText names = new("CNS3002", "Instrument without unit or description", "https://example.org/CNS3002");
        ProjectReport orders = new(
            "Orders/Orders.csproj",
            "Shop.Orders",
            [names, units],
            [
                new Finding("CNS3002", "note", "'orders' has no unit. State one.", "Orders/Metrics.cs", 3, 9),
                new Finding("CNS3004", "warning", "'a | b' is in milliseconds. Convert <it>.", "Orders/Metrics.cs", 7, 5),
                new Finding("CNS3004", "warning", "'c' is in milliseconds. Convert it.", "Orders/Shipping.cs", 1, 1),
            ],
            [.. Criteria.All.Select((criterion, index) => new CardEntry(criterion.Characteristic, criterion.What, index % 3 != 0, criterion.Advice))]);
        ProjectReport contracts = new("Contracts/Contracts.csproj", "Shop.Contracts", [], [], null);

        GoldenFile.Verify("tests/CloudNative.Sdk.Analyzers.Report.Tests/ReportPage.md", ReportPage.Of([contracts, orders]));
    }

    [Fact]
    public void Without_findings_the_page_says_so() => Assert.EndsWith(
        "0 errors, 0 warnings, 0 suggestions.\n\n## Findings\n\nNone.\n", ReportPage.Of([new ProjectReport("A/A.csproj", "A", [], [], null)]), StringComparison.Ordinal);
}
