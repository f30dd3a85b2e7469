using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Json;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Linting;

/// <summary>Writes problems as SARIF 2.1.0 (OASIS), which code hosts and editors show.</summary>
internal static class SarifFile
{
    public const string Name = "findings.sarif";

    public static string Write(IReadOnlyList<Diagnostic> diagnostics) => JsonText.Write(new YamlMap
    {
        { "$schema", "https://json.schemastore.org/sarif-2.1.0.json" },
        { "version", "2.1.0" },
        {
            "runs", new List<object>
            {
                new YamlMap
                {
                    { "tool", new YamlMap { { "driver", new YamlMap { { "name", "CloudNative.Sdk.Manifests" }, { "rules", diagnostics.Select(diagnostic => diagnostic.Id).Distinct().OrderBy(id => id, StringComparer.Ordinal).Select(Rule).ToList() } } } } },
                    { "results", diagnostics.Select(Result).ToList() },
                },
            }
        },
    });

    private static YamlMap Rule(string id)
    {
        var rules = LintRules.All.Where(rule => rule.Id == id).ToList();
        return new YamlMap
        {
            { "id", id },
            { "shortDescription", rules.Count == 0 ? null : new YamlMap { { "text", rules[0].Text } } },
            { "help", rules.Count == 0 || rules[0].Foreign == Foreign.None ? null : new YamlMap { { "text", $"Also known as: {rules[0].Foreign}." } } },
        };
    }

    private static YamlMap Result(Diagnostic diagnostic) => new()
    {
        { "ruleId", diagnostic.Id },
        { "level", diagnostic.IsError ? "error" : "warning" },
        { "message", new YamlMap { { "text", diagnostic.Message } } },
        {
            "locations", new List<object>
            {
                new YamlMap
                {
                    {
                        "physicalLocation", new YamlMap
                        {
                            { "artifactLocation", new YamlMap { { "uri", Uri.EscapeDataString(diagnostic.Position.File).Replace("%2F", "/") } } },
                            { "region", diagnostic.Position.Line == 0 ? null : new YamlMap { { "startLine", diagnostic.Position.Line }, { "startColumn", Math.Max(diagnostic.Position.Column, 1) } } },
                        }
                    },
                },
            }
        },
    };
}
