using System.Text.Json;
using CloudNative.Sdk.Facts;
using CloudNative.Sdk.Manifests.Code;
using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Json;
using CloudNative.Sdk.Manifests.Output;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Linting;

/// <summary>
/// <c>facts.json</c>: what the code tells, so that manifests can be compared with it where the assembly is not at hand, and which keys the settings files state. Keys only: no values.
/// </summary>
internal sealed record FactsFile(CodeFacts Code, IReadOnlyDictionary<string, IReadOnlyList<string>> SettingsKeys)
{
    public const string Name = "facts.json";

    private const string Schema = "cloudnative.facts/1";

    /// <summary>Writes the facts by kind and content; the order in which a compiler states them is no content.</summary>
    public static ManifestFile Write(string assembly, IEnumerable<Fact> facts, IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> settingsKeys) => JsonText.WriteFile(Name, new YamlMap
    {
        { "schema", Schema },
        { "assembly", assembly },
        { "facts", new YamlMap().With(facts.GroupBy(fact => fact.Kind, StringComparer.Ordinal).OrderBy(same => same.Key, StringComparer.Ordinal).Select(ToEntry)) },
        { "settings", new YamlMap().With(settingsKeys.Select(keys => new KeyValuePair<string, object>(keys.Key, keys.Value))) },
    });

    /// <summary>Reads the file; null where there is none, or where it cannot be read, which is then reported.</summary>
    public static FactsFile? Read(ManifestFile? file, DiagnosticBag diagnostics)
    {
        if (file is null)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(file.Content);
            var root = document.RootElement;
            if (root.GetProperty("schema").GetString() == Schema)
            {
                return new FactsFile(
                    new CodeFacts([.. root.GetProperty("facts").EnumerateObject().SelectMany(same => same.Value.EnumerateArray().Select(values => ToFact(same.Name, values)))], root.GetProperty("assembly").GetString() ?? ""),
                    root.GetProperty("settings").EnumerateObject().ToDictionary(entry => entry.Name, entry => (IReadOnlyList<string>)[.. entry.Value.EnumerateArray().Select(key => key.GetString() ?? "")], StringComparer.Ordinal));
            }
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // Said below.
        }

        diagnostics.Error(DiagnosticIds.Syntax, new Position(file.Path), $"the file holds no facts ({Schema}); publish again");
        return null;
    }

    private static KeyValuePair<string, object> ToEntry(IGrouping<string, Fact> facts) =>
        new(facts.Key, facts.OrderBy(fact => fact.ToString(), StringComparer.Ordinal).Select(ToMap).ToList());

    private static YamlMap ToMap(Fact fact) => new YamlMap().With(fact.Values
        .GroupBy(pair => pair.Key, StringComparer.Ordinal)
        .Select(same => new KeyValuePair<string, object>(same.Key, same.Count() == 1 ? same.First().Value : same.Select(pair => pair.Value).ToList())));

    private static Fact ToFact(string kind, JsonElement values)
    {
        var fact = new Fact(kind);
        foreach (var property in values.EnumerateObject())
        {
            fact.WithEach(property.Name, property.Value.ValueKind == JsonValueKind.Array ? property.Value.EnumerateArray().Select(value => value.GetString() ?? "") : [property.Value.GetString() ?? ""]);
        }

        return fact;
    }
}
