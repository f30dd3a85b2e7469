using System.Text.Json;
using System.Text.Json.Nodes;

namespace CloudNative.Sdk.Manifests.Tests.Validation;

/// <summary>Evaluates the part of JSON Schema that the Kubernetes definitions use, and knows which objects are closed.</summary>
/// <param name="definitions">The definitions that <c>#/definitions/…</c> refers to.</param>
/// <param name="enums">Gets the allowed values of a field of a definition; null allows any.</param>
internal sealed class JsonSchema(JsonObject definitions, Func<string, string, IReadOnlyList<string>?> enums)
{
    private const string Reference = "#/definitions/";

    /// <summary>Gets every problem, each as <c>path: problem</c>.</summary>
    public IEnumerable<string> Problems(string definition, JsonNode? value) => Check(definitions[definition]!.AsObject(), definition, value, "");

    private IEnumerable<string> Check(JsonObject schema, string definition, JsonNode? value, string path)
    {
        if (schema["$ref"] is { } reference)
        {
            var target = reference.GetValue<string>()[Reference.Length..];
            return Check(definitions[target]!.AsObject(), target, value, path);
        }

        if (schema["oneOf"] is JsonArray alternatives)
        {
            var matches = alternatives.Count(alternative => !Check(alternative!.AsObject(), definition, value, path).Any());
            return matches == 1 ? [] : [$"{path}: matches {matches} of {alternatives.Count} alternatives"];
        }

        var type = schema["format"]?.GetValue<string>() == "int-or-string" ? "int-or-string" : schema["type"]?.GetValue<string>();
        return Accepts(type, value)
            ? [.. Fields(schema, definition, value as JsonObject, path), .. Items(schema, definition, value as JsonArray, path)]
            : [$"{path}: {value?.ToJsonString() ?? "null"} is not of type {type}"];
    }

    private IEnumerable<string> Fields(JsonObject schema, string definition, JsonObject? value, string path)
    {
        if (value is null)
        {
            yield break;
        }

        foreach (var missing in (schema["required"] as JsonArray ?? []).Select(name => name!.GetValue<string>()).Where(name => value[name] is null))
        {
            yield return $"{path}/{missing}: required";
        }

        foreach (var (name, field) in value)
        {
            foreach (var problem in Field(schema, definition, name, field, $"{path}/{name}"))
            {
                yield return problem;
            }
        }
    }

    private IEnumerable<string> Field(JsonObject schema, string definition, string name, JsonNode? value, string path)
    {
        if (schema["properties"]?[name] is JsonObject known)
        {
            var allowed = enums(definition, name);
            return allowed is not null && value?.GetValueKind() == JsonValueKind.String && !allowed.Contains(value.GetValue<string>())
                ? [$"{path}: {value.ToJsonString()} is not one of {string.Join(", ", allowed)}"]
                : Check(known, definition, value, path);
        }

        return schema["additionalProperties"] switch
        {
            JsonObject additional => Check(additional, definition, value, path),
            _ when schema["properties"] is not null => [$"{path}: unknown field"],
            _ => [],
        };
    }

    private IEnumerable<string> Items(JsonObject schema, string definition, JsonArray? value, string path) =>
        schema["items"] is JsonObject items && value is not null
            ? value.SelectMany((item, index) => Check(items, definition, item, $"{path}/{index}"))
            : [];

    private static bool Accepts(string? type, JsonNode? value) => (type, value?.GetValueKind()) switch
    {
        (null, _) => true,
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) or ("number", JsonValueKind.Number) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) or ("int-or-string", JsonValueKind.String) => true,
        ("integer" or "int-or-string", JsonValueKind.Number) => value!.AsValue().TryGetValue<long>(out _),
        _ => false,
    };
}
