using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.CodeFixes;
using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Catalogue;

public sealed class RuleCatalogueTests
{
    public static TheoryData<string> Modes => [.. Preset.Modes];

    public static TheoryData<string> Ids => [.. RuleCatalogue.All.Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public Task The_bad_example_reports_exactly_its_id(string id) => RuleRun.ReportsOnlyMarked(id, Scenario.Of(Of(id).Bad).Beside(Of(id).ExampleFiles));

    [Theory]
    [MemberData(nameof(Ids))]
    public Task The_good_example_reports_nothing_of_any_rule(string id) => RuleRun.NoRuleReports(Scenario.Of(Of(id).Good).Beside(Of(id).ExampleFiles));

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_page_is_what_the_table_says(string id) => RepositoryFiles.Matches($"docs/rules/{id}.md", RulePage.Of(Of(id)));

    [Fact]
    public void The_release_notes_are_what_the_table_says()
    {
        RepositoryFiles.Matches("analyzers/CloudNative.Sdk.Analyzers/AnalyzerReleases.Unshipped.md", RulePage.Unshipped(RuleCatalogue.All));
        RepositoryFiles.Matches("analyzers/CloudNative.Sdk.Analyzers/AnalyzerReleases.Shipped.md", "; Rules of published versions.\n");
    }

    [Fact]
    public void The_lists_of_rules_are_what_the_table_says()
    {
        RepositoryFiles.MatchesPart("docs/rules/README.md", page => RuleIndex.Into(page, RuleIndex.Whole(RuleCatalogue.All)));
        RepositoryFiles.MatchesPart("analyzers/CloudNative.Sdk.Analyzers/README.md", page => RuleIndex.Into(page, RuleIndex.Categories(RuleCatalogue.All)));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void The_presets_are_what_the_table_says(string mode) => RepositoryFiles.Matches(Preset.PathOf(mode), Preset.Of(mode, RuleCatalogue.All));

    [Fact]
    public void There_is_no_page_without_a_rule() =>
        Assert.Equal(RuleCatalogue.All.Select(rule => rule.Id + ".md"), RepositoryFiles.In("docs/rules", "CNS*.md").Order(StringComparer.Ordinal));

    [Fact]
    public void Every_rule_belongs_to_one_analyzer() =>
        Assert.Equal(
            RuleCatalogue.All.Select(rule => rule.Id),
            RuleRun.Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics.Select(descriptor => descriptor.Id).Distinct()).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_descriptor_is_in_the_table_and_links_to_its_page()
    {
        var descriptors = RuleRun.Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).ToList();

        Assert.Equal(RuleCatalogue.All.Select(rule => rule.Id), descriptors.Select(descriptor => descriptor.Id).Distinct().Order(StringComparer.Ordinal));
        Assert.All(descriptors, descriptor => Assert.Equal($"https://github.com/cloudnative-sdk/cloudnative-sdk/blob/main/docs/rules/{descriptor.Id}.md", descriptor.HelpLinkUri));
        Assert.All(descriptors, descriptor => Assert.EndsWith(".", descriptor.MessageFormat.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));
    }

    [Fact]
    public void Every_rule_that_states_a_fix_has_one_and_no_other_has()
    {
        var fixes = typeof(RuleFix).Assembly.GetTypes().Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(RuleFix))).SelectMany(type => ((RuleFix)Activator.CreateInstance(type)!).FixableDiagnosticIds);

        Assert.Equal(RuleCatalogue.All.Where(rule => rule.Fix is not null).Select(rule => rule.Id), fixes.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_rule_has_a_class_of_tests(string id) =>
        Assert.Contains(typeof(RuleCatalogueTests).Assembly.GetTypes(), type =>
            type.Name.EndsWith("RuleTests", StringComparison.Ordinal)
            && type.GetField("Id", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)?.GetRawConstantValue() as string == id);

    private static RuleInfo Of(string id) => RuleCatalogue.All.Single(rule => rule.Id == id);
}
