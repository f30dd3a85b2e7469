using CloudNative.Sdk.Analyzers.Report.Sarif;

namespace CloudNative.Sdk.Analyzers.Report.Tests;

public sealed class CompilerLogTests
{
    private const string Folder = "/src/shop";

    private static string Log(params string[] results) => $$"""
        {
          "version": "2.1.0",
          "runs": [
            {
              "results": [ {{string.Join(", ", results)}} ],
              "tool": { "driver": { "name": "compiler", "rules": [
                { "id": "CA1822", "shortDescription": { "text": "Mark members as static" } },
                { "id": "CNS3004", "shortDescription": { "text": "Recorded value contradicts the unit" }, "helpUri": "https://example.org/CNS3004" },
                { "id": "CNS4005", "shortDescription": { "text": "Endless retry loop" } }
              ] } }
            }
          ]
        }
        """;

    private static string Result(string rule, string file, int line, string more = "") => $$"""
        {
          "ruleId": "{{rule}}", "level": "warning", "message": { "text": "It is wrong. Mend it." }{{more}},
          "locations": [ { "physicalLocation": { "artifactLocation": { "uri": "{{file}}" }, "region": { "startLine": {{line}}, "startColumn": 5 } } } ]
        }
        """;

    [Fact]
    public void Findings_of_our_rules_are_read_in_the_order_of_their_places_and_relative_to_the_folder()
    {
        var (rules, findings) = CompilerLog.Read(
            Log(Result("CNS3004", "file:///src/shop/Orders/B%20C.cs", 9), Result("CA1822", "file:///src/shop/Orders/A.cs", 1), Result("CNS3004", "file:///src/shop/Orders/B%20C.cs", 2)),
            Folder);

        Assert.Equal([new RuleText("CNS3004", "Recorded value contradicts the unit", "https://example.org/CNS3004")], rules);
        Assert.Equal(
            [
                new Finding("CNS3004", "warning", "It is wrong. Mend it.", "Orders/B C.cs", 2, 5),
                new Finding("CNS3004", "warning", "It is wrong. Mend it.", "Orders/B C.cs", 9, 5),
            ],
            findings);
    }

    [Fact]
    public void What_was_suppressed_in_the_source_is_left_out() =>
        Assert.Empty(CompilerLog.Read(Log(Result("CNS3004", "file:///src/shop/A.cs", 1, """, "suppressions": [ { "kind": "inSource" } ]""")), Folder).Findings);

    [Fact]
    public void A_finding_without_a_place_is_kept()
    {
        var (_, findings) = CompilerLog.Read(Log("""{ "ruleId": "CNS4005", "message": { "text": "Somewhere." } }"""), Folder);

        Assert.Equal([new Finding("CNS4005", "warning", "Somewhere.", "", 0, 0)], findings);
    }

    [Theory]
    [InlineData("", "it is no JSON")]
    [InlineData("[]", "it is no SARIF 2.1.0")]
    [InlineData("""{ "version": "1.0.0", "runs": [] }""", "end it with ',version=2.1'")]
    public void Another_format_is_refused_with_the_way_out(string text, string reason) =>
        Assert.Contains(reason, Assert.Throws<FormatException>(() => CompilerLog.Read(text, Folder)).Message, StringComparison.Ordinal);
}
