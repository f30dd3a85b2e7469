using System.Text.Json;
using System.Text.Json.Nodes;
using CloudNative.Sdk.Analyzers.Report.Maturity;

namespace CloudNative.Sdk.Analyzers.Report.Sarif;

/// <summary>
/// The SARIF file of a whole solution, one run for each project. Each project that is built puts its run into the place of its former one, so that a build of
/// one project leaves what is known of the others.
/// </summary>
internal static class ReportStore
{
    private const string Schema = "https://json.schemastore.org/sarif-2.1.0.json";
    private const string CardProperty = "cloudNativeCard";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Puts a project into the text of a store, which may be empty.</summary>
    /// <param name="text">The former text; one that cannot be read is begun anew.</param>
    /// <param name="report">The project.</param>
    /// <param name="exists">Whether a project of the store is still there.</param>
    public static (string Text, IReadOnlyList<ProjectReport> Projects) Put(string text, ProjectReport report, Func<string, bool> exists)
    {
        List<ProjectReport> projects =
        [
            .. Read(text).Where(other => other.Project != report.Project && exists(other.Project)).Append(report).OrderBy(project => project.Project, StringComparer.Ordinal),
        ];
        var store = new JsonObject
        {
            ["$schema"] = Schema,
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray([.. projects.Select(ToRun)]),
        };
        return (store.ToJsonString(Indented) + "\n", projects);
    }

    private static List<ProjectReport> Read(string text)
    {
        if (text.Length == 0)
        {
            return [];
        }

        try
        {
            return [.. JsonNode.Parse(text)!["runs"]!.AsArray().Select(run => ToReport(run!))];
        }
        catch (Exception exception) when (exception is JsonException or NullReferenceException or InvalidOperationException or FormatException)
        {
            return [];
        }
    }

    private static JsonNode ToRun(ProjectReport report)
    {
        var properties = new JsonObject { ["assembly"] = report.Name };
        if (report.Card is { } card)
        {
            properties[CardProperty] = new JsonArray([.. card.Select(entry => (JsonNode)new JsonObject
            {
                ["characteristic"] = entry.Characteristic,
                ["what"] = entry.What,
                ["isMet"] = entry.IsMet,
                ["advice"] = entry.Advice,
            })]);
        }

        return new JsonObject
        {
            ["tool"] = new JsonObject
            {
                ["driver"] = new JsonObject
                {
                    ["name"] = "CloudNative.Sdk.Analyzers",
                    ["rules"] = new JsonArray([.. report.Rules.Select(rule => (JsonNode)new JsonObject
                    {
                        ["id"] = rule.Id,
                        ["shortDescription"] = new JsonObject { ["text"] = rule.Title },
                        ["helpUri"] = rule.Page,
                    })]),
                },
            },
            ["automationDetails"] = new JsonObject { ["id"] = report.Project },
            ["results"] = new JsonArray([.. report.Findings.Select(ToResult)]),
            ["properties"] = properties,
        };
    }

    private static JsonNode ToResult(Finding finding) => new JsonObject
    {
        ["ruleId"] = finding.Rule,
        ["level"] = finding.Level,
        ["message"] = new JsonObject { ["text"] = finding.Message },
        ["locations"] = new JsonArray(new JsonObject
        {
            ["physicalLocation"] = new JsonObject
            {
                ["artifactLocation"] = new JsonObject { ["uri"] = Uri.EscapeUriString(finding.File) },
                ["region"] = new JsonObject { ["startLine"] = finding.Line, ["startColumn"] = finding.Column },
            },
        }),
    };

    private static ProjectReport ToReport(JsonNode run)
    {
        var rules = run["tool"]!["driver"]!["rules"]!.AsArray().Select(rule => new RuleText(
            (string)rule!["id"]!, (string)rule["shortDescription"]!["text"]!, (string)rule["helpUri"]!));
        var findings = run["results"]!.AsArray().Select(result => ToFinding(result!));
        var card = run["properties"]?[CardProperty]?.AsArray().Select(entry => new CardEntry(
            (string)entry!["characteristic"]!, (string)entry["what"]!, (bool)entry["isMet"]!, (string)entry["advice"]!)).ToList();
        return new ProjectReport((string)run["automationDetails"]!["id"]!, (string)run["properties"]!["assembly"]!, [.. rules], [.. findings], card);
    }

    private static Finding ToFinding(JsonNode result)
    {
        var place = result["locations"]![0]!["physicalLocation"]!;
        return new Finding(
            (string)result["ruleId"]!, (string)result["level"]!, (string)result["message"]!["text"]!, Uri.UnescapeDataString((string)place["artifactLocation"]!["uri"]!),
            (int)place["region"]!["startLine"]!, (int)place["region"]!["startColumn"]!);
    }
}
