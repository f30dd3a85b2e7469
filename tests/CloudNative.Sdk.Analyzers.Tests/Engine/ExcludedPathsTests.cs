using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis.CSharp;

namespace CloudNative.Sdk.Analyzers.Tests.Engine;

public sealed class ExcludedPathsTests
{
    private const string Bad = "using System.Diagnostics.Metrics; class C(Counter<int> c) { void M() => c.Add(-1); }";

    [Theory]
    [InlineData("Legacy", "Legacy/A.cs")]
    [InlineData("Legacy/", "Legacy/Deep/A.cs")]
    [InlineData("./legacy/*.cs", "Legacy/A.cs")]
    [InlineData("Other, Legacy", "Legacy/A.cs")]
    [InlineData("**/Old", "Legacy/Old/A.cs")]
    [InlineData("**/*.Old.cs", "Deep/A.Old.cs")]
    [InlineData("Leg*y", "Legacy/A.cs")]
    [InlineData("**", "A.cs")]
    public Task A_file_on_an_excluded_path_is_silent(string paths, string file) => RuleRun.IsSilent("CNS3009", new Scenario().File(file, Bad).Option("cns_exclude_paths", paths));

    [Theory]
    [InlineData("Legacy", "Legacy2/A.cs")]
    [InlineData("Legacy", "Deep/Legacy/A.cs")]
    [InlineData("Legacy/*.cs", "Legacy/Deep/A.cs")]
    [InlineData("*.Old.cs", "Deep/A.Old.cs")]
    [InlineData(" , ", "A.cs")]
    [InlineData("src", "A.cs")]
    public Task Another_file_is_judged(string paths, string file) =>
        RuleRun.ReportsMarked("CNS3009", new Scenario().File(file, Bad.Replace("-1", "[|-1|]", StringComparison.Ordinal)).Option("cns_exclude_paths", paths));

    [Fact]
    public Task Only_the_excluded_file_of_a_project_is_silent() => RuleRun.ReportsMarked(
        "CNS3009",
        new Scenario().File("Old/A.cs", Bad).File("B.cs", Bad.Replace("-1", "[|-1|]", StringComparison.Ordinal).Replace("class C", "class D", StringComparison.Ordinal)).Option("cns_exclude_paths", "Old"));

    [Theory]
    [InlineData("true", true, true)]
    [InlineData("TRUE", true, true)]
    [InlineData("false", false, false)]
    [InlineData("yes", false, true)]
    [InlineData("", false, true)]
    public void A_switch_is_what_it_is_set_to_and_else_its_default(string setting, bool offByDefault, bool onByDefault)
    {
        var options = new ConfigOptions(new Dictionary<string, string> { ["cns_key"] = setting });
        var file = CSharpSyntaxTree.ParseText("", cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(offByDefault, new RuleSwitch("cns_key", false, "Help.").IsOn(options, file));
        Assert.Equal(onByDefault, new RuleSwitch("cns_key", true, "Help.").IsOn(options, file));
    }

    [Fact]
    public void Every_option_has_a_key_of_its_own_and_a_line_of_help()
    {
        var options = RuleCatalogue.All.SelectMany(rule => rule.Options).Concat(GlobalOptions.All).ToList();

        Assert.All(options, option => Assert.Matches("^cns_[a-z0-9_]+$", option.Key));
        Assert.All(options, option => Assert.EndsWith(".", option.Help, StringComparison.Ordinal));
        Assert.Equal(options.Count, options.Select(option => option.Key).Distinct(StringComparer.Ordinal).Count());
    }
}
