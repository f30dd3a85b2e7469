using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CloudNative.Sdk.Manifests.Tests.Validation;
using CloudNative.Sdk.TestSupport.Services;

namespace CloudNative.Sdk.Manifests.Tests.Settings;

/// <summary>The schema by which editors complete and check service.yaml knows the same fields as the reader does.</summary>
public sealed partial class EditorSchemaTests
{
    private static readonly JsonObject Schema = JsonNode.Parse(File.ReadAllText(Repository.PathOf("src", "CloudNative.Sdk.Manifests", "cloudnative.service.schema.json")))!.AsObject();

    /// <summary>Fields that only an overlay has.</summary>
    private static readonly string[] OfOverlays = ["instances", "+callers"];

    public static TheoryData<string> Objects => ["", "owner", "scale", "resources", "resources.requests", "ports", "ports.http", "shutdown", "exposure", "marathon", "workload", "slos", "slos.availability", "slos.latency"];

    [Theory]
    [MemberData(nameof(Objects))]
    public void An_object_has_the_fields_that_the_reader_names(string path)
    {
        var steps = path.Split('.', StringSplitOptions.RemoveEmptyEntries);
        var yaml = string.Concat(steps.Select((step, depth) => $"{new string(' ', depth * 2)}{step}:\n")) + $"{new string(' ', steps.Length * 2)}qqqqqqqqqqqq: 1\n";

        // A name that is near to none makes the reader list what it knows.
        var problem = TestInput.Web().WithService(yaml).Problems().Single(problem => problem.Contains("qqqqqqqqqqqq", StringComparison.Ordinal));
        var known = problem[(problem.IndexOf("the fields here are ", StringComparison.Ordinal) + "the fields here are ".Length)..].Split(", ");

        Assert.Equal(known.Order(StringComparer.Ordinal), Fields(steps).Except(OfOverlays).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_field_has_a_description_and_every_object_is_closed()
    {
        var faults = new List<string>();
        Visit(Schema, "", faults);
        Assert.Empty(faults);
    }

    [Fact]
    public void The_examples_of_the_documentation_are_valid_and_mistakes_are_not()
    {
        var schema = StandardSchema.Of(Schema);
        var examples = Block().Matches(File.ReadAllText(Repository.PathOf("docs", "manifests.md"))).Select(match => match.Groups[1].Value).Where(text => !text.Contains("kubectl", StringComparison.Ordinal)).ToList();

        Assert.Equal(2, examples.Count);
        Assert.All(examples, example => Assert.Equal([], schema.Problems(Yaml11.Parse(example))));
        Assert.NotEmpty(schema.Problems(Yaml11.Parse("scale: {mn: 2}")));
        Assert.NotEmpty(schema.Problems(Yaml11.Parse("shutdown: {drain: 10}")));
    }

    [GeneratedRegex("```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    private static IEnumerable<string> Fields(string[] steps)
    {
        var node = Schema;
        foreach (var step in steps)
        {
            node = Followed(node["properties"]![step]!.AsObject());
        }

        return node["properties"]!.AsObject().Select(field => field.Key);
    }

    private static JsonObject Followed(JsonObject node) => node["$ref"] is { } reference ? Schema["$defs"]![reference.GetValue<string>()["#/$defs/".Length..]]!.AsObject() : node;

    private static void Visit(JsonObject node, string path, List<string> faults)
    {
        if (node["properties"] is JsonObject fields)
        {
            faults.AddRange(node["additionalProperties"] is JsonValue closed && !closed.GetValue<bool>() ? [] : [$"{path} is open"]);
            foreach (var (name, field) in fields)
            {
                faults.AddRange(field!["description"] is null && !OfOverlays.Contains(name) ? [$"{path}/{name} has no description"] : []);
            }
        }

        foreach (var (name, child) in node)
        {
            if (child is JsonObject inner)
            {
                Visit(inner, $"{path}/{name}", faults);
            }
        }
    }
}
