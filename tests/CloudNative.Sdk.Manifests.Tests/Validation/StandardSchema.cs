using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CloudNative.Sdk.Manifests.Tests.Validation;

/// <summary>Evaluates a JSON Schema of drafts 4 to 2020-12, as far as the schemas beside it go.</summary>
internal sealed class StandardSchema
{
    private readonly JsonObject _root;

    private StandardSchema(JsonObject root) => _root = root;

    private StandardSchema(string path)
        : this(JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Schemas", path)))!.AsObject())
    {
    }

    public static StandardSchema Compose { get; } = new("compose/compose-spec.json");

    public static StandardSchema Marathon { get; } = new("marathon/AppDefinition.json");

    public static StandardSchema Grafana { get; } = new("grafana/dashboard.jsonschema.json");

    public static StandardSchema Of(JsonObject root) => new(root);

    /// <summary>Gets every problem, each as <c>path: problem</c>.</summary>
    public IReadOnlyList<string> Problems(JsonNode? value) => [.. Check(_root, JsonNode.Parse(value?.ToJsonString() ?? "null"), "")];

    private IEnumerable<string> Check(JsonNode? schema, JsonNode? value, string path)
    {
        if (schema is not JsonObject rules)
        {
            return schema is JsonValue truth && !truth.GetValue<bool>() ? [$"{path}: not allowed"] : [];
        }

        return rules["$ref"] is { } reference
            ? Check(Resolve(reference.GetValue<string>()), value, path)
            : [.. Kind(rules, value, path), .. Combined(rules, value, path), .. Fields(rules, value as JsonObject, path), .. Items(rules, value as JsonArray, path), .. Scalar(rules, value as JsonValue, path)];
    }

    private JsonNode Resolve(string reference) =>
        reference.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate((JsonNode)_root, (node, step) => node[step] ?? throw new InvalidOperationException($"no {reference}"));

    private static IEnumerable<string> Kind(JsonObject rules, JsonNode? value, string path)
    {
        string[] types = rules["type"] switch
        {
            JsonArray several => [.. several.Select(type => type!.GetValue<string>())],
            JsonValue one => [one.GetValue<string>()],
            _ => [],
        };
        if (types.Length > 0 && !types.Any(type => Is(type, value)))
        {
            yield return $"{path}: {value?.ToJsonString() ?? "null"} is not of type {string.Join(" or ", types)}";
        }

        if (rules["enum"] is JsonArray allowed && !allowed.Any(item => JsonNode.DeepEquals(item, value)))
        {
            yield return $"{path}: {value?.ToJsonString() ?? "null"} is not one of {allowed.ToJsonString()}";
        }

        if (rules.ContainsKey("const") && !JsonNode.DeepEquals(rules["const"], value))
        {
            yield return $"{path}: {value?.ToJsonString() ?? "null"} is not {rules["const"]?.ToJsonString()}";
        }
    }

    private static bool Is(string type, JsonNode? value) => (type, value?.GetValueKind()) switch
    {
        ("null", null) or ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) or ("number", JsonValueKind.Number) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer", JsonValueKind.Number) => value!.GetValue<JsonElement>().GetDouble() is var number && double.IsInteger(number),
        _ => false,
    };

    private IEnumerable<string> Combined(JsonObject rules, JsonNode? value, string path)
    {
        foreach (var part in rules["allOf"] as JsonArray ?? [])
        {
            foreach (var problem in Check(part, value, path))
            {
                yield return problem;
            }
        }

        if (rules["anyOf"] is JsonArray any && any.All(part => Check(part, value, path).Any()))
        {
            yield return $"{path}: matches none of {any.Count} alternatives";
        }

        if (rules["oneOf"] is JsonArray one && one.Count(part => !Check(part, value, path).Any()) is var matches and not 1)
        {
            yield return $"{path}: matches {matches} of {one.Count} alternatives, as {string.Join("; ", one.SelectMany(part => Check(part, value, path)).Take(4))}";
        }

        if (rules["not"] is { } forbidden && !Check(forbidden, value, path).Any())
        {
            yield return $"{path}: matches what is forbidden";
        }
    }

    private IEnumerable<string> Fields(JsonObject rules, JsonObject? value, string path)
    {
        if (value is null)
        {
            return [];
        }

        var missing = (rules["required"] as JsonArray ?? []).Select(name => name!.GetValue<string>()).Where(name => !value.ContainsKey(name)).Select(name => $"{path}/{name}: required");
        return missing.Concat(value.SelectMany(field => Field(rules, field.Key, field.Value, $"{path}/{field.Key}")));
    }

    private IEnumerable<string> Field(JsonObject rules, string name, JsonNode? value, string path)
    {
        var matching = (rules["patternProperties"] as JsonObject ?? []).Where(pattern => Regex.IsMatch(name, pattern.Key)).Select(pattern => pattern.Value).ToList();
        if (rules["properties"]?[name] is { } known)
        {
            matching.Add(known);
        }

        if (matching.Count > 0)
        {
            return matching.SelectMany(schema => Check(schema, value, path));
        }

        return rules["additionalProperties"] switch
        {
            JsonObject additional => Check(additional, value, path),
            JsonValue flag when !flag.GetValue<bool>() => [$"{path}: unknown field"],
            _ => [],
        };
    }

    private IEnumerable<string> Items(JsonObject rules, JsonArray? value, string path)
    {
        if (value is null)
        {
            return [];
        }

        var few = rules["minItems"] is { } least && value.Count < least.GetValue<int>() ? [$"{path}: fewer than {least} items"] : Array.Empty<string>();
        return few.Concat(value.SelectMany((item, index) => Check(rules["items"] is JsonArray each ? index < each.Count ? each[index] : rules["additionalItems"] : rules["items"], item, $"{path}/{index}")));
    }

    private static IEnumerable<string> Scalar(JsonObject rules, JsonValue? value, string path)
    {
        if (value?.GetValueKind() == JsonValueKind.String)
        {
            var text = value.GetValue<string>();
            if (rules["pattern"] is { } pattern && !Regex.IsMatch(text, pattern.GetValue<string>()))
            {
                yield return $"{path}: '{text}' does not match {pattern}";
            }

            if (text.Length < (rules["minLength"]?.GetValue<int>() ?? 0) || text.Length > (rules["maxLength"]?.GetValue<int>() ?? int.MaxValue))
            {
                yield return $"{path}: '{text}' is too short or too long";
            }
        }

        if (value?.GetValueKind() == JsonValueKind.Number)
        {
            var number = value.GetValue<JsonElement>().GetDouble();
            if (number < (rules["minimum"]?.GetValue<double>() ?? double.MinValue) || number > (rules["maximum"]?.GetValue<double>() ?? double.MaxValue))
            {
                yield return $"{path}: {number} is out of bounds";
            }
        }
    }
}
