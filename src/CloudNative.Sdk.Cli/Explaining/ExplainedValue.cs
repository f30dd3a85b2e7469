using System.Text.Json;
using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Explaining;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Cli.Explaining;

/// <summary>One entry of <c>explain.json</c>.</summary>
internal sealed record ExplainedValue(string Environment, string Field, string Value, string Source, string? From)
{
    /// <summary>Reads the file.</summary>
    /// <exception cref="WrongUseException">It is no such file.</exception>
    public static IReadOnlyList<ExplainedValue> Read(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path));
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new WrongUseException($"'{path}' is no explain.json; publish the service again");
        }
    }

    /// <summary>Reads what <see cref="ExplainFile"/> writes.</summary>
    public static IReadOnlyList<ExplainedValue> Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateObject().SelectMany(environment => environment.Value.EnumerateArray().Select(entry => Read(environment.Name, entry)))];
    }

    /// <summary>Gets the entries of an environment.</summary>
    /// <exception cref="WrongUseException">There is no such environment.</exception>
    public static IReadOnlyList<ExplainedValue> OfEnvironment(IReadOnlyList<ExplainedValue> entries, string environment) =>
        Some(entries, entry => entry.Environment == environment, "environment", environment, entry => entry.Environment);

    /// <summary>Gets the entries of a field, and of those below it.</summary>
    /// <exception cref="WrongUseException">There is no such field.</exception>
    public static IReadOnlyList<ExplainedValue> OfField(IReadOnlyList<ExplainedValue> entries, string field) => Some(entries, entry => entry.IsIn(field), "field", field, entry => entry.Field);

    /// <summary>Gets whether this is the field, or one below it.</summary>
    public bool IsIn(string field) => Field == field || Field.StartsWith(field + ".", StringComparison.Ordinal) || Field.StartsWith(field + ":", StringComparison.Ordinal);

    public YamlMap ToMap() => new() { { "environment", Environment }, { "field", Field }, { "value", Value }, { "source", Source }, { "from", From } };

    private static List<ExplainedValue> Some(IReadOnlyList<ExplainedValue> entries, Func<ExplainedValue, bool> isMeant, string kind, string name, Func<ExplainedValue, string> nameOf)
    {
        if (entries.Where(isMeant).ToList() is { Count: > 0 } found)
        {
            return found;
        }

        string[] known = [.. entries.Select(nameOf).Distinct()];
        throw new WrongUseException($"unknown {kind} '{name}'; {Suggestion.Or(name, known, $"there are {string.Join(", ", known)}")}");
    }

    private static ExplainedValue Read(string environment, JsonElement entry) => new(
        environment,
        entry.GetProperty("field").GetString()!,
        entry.GetProperty("value").GetString()!,
        entry.GetProperty("source").GetString()!,
        entry.TryGetProperty("from", out var from) ? from.GetString() : null);
}
