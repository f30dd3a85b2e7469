using System.Globalization;
using CloudNative.Sdk.Facts;
using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Json;
using CloudNative.Sdk.Manifests.Output;
using CloudNative.Sdk.Manifests.Settings;
using CloudNative.Sdk.Manifests.Tests.Linting;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Tests.Yaml;

/// <summary>What a written file tells of its documents is what a reader finds in its text: values, quotes and places.</summary>
public sealed class WrittenDocumentsTests
{
    private static readonly Dictionary<string, IReadOnlyList<ManifestFile>> Services = new()
    {
        ["web"] = Files(TestInput.Web()),
        ["worker"] = Files(TestInput.Worker()),
        ["without findings"] = LintInput.Folder,
        ["operator"] = Files(TestInput.Web(new Fact(FactKinds.Instrument).With("meter", "Shop").With("name", "shop.orders.placed").With("kind", "Counter").With("type", "long")) with
        {
            Profile = new SourceText("platform.yaml", "apiVersion: cloudnative/profile/v1\noperator: true\n"),
        }),
        ["blue and green"] = Files(TestInput.Web().WithService("strategy: {kind: bluegreen}\nscale: {min: 2, max: 5}\n")),
        ["patched"] = Files(TestInput.Web().WithService(
            """
            config: {A: "x\ny: z", B: "line\nline\n", C: "\U0001F680 'é' \"q\" \\ \u0085", D: 0x1f, E: ""}
            patches:
            - {kind: Deployment, merge: {metadata: {annotations: {a: {}, b: [], c: [[1, [x]], {d: "- e"}]}}}}
            """)),
    };

    public static TheoryData<string> Names => [.. Services.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_file_is_read_as_it_was_told(string service)
    {
        Assert.All(Services[service].Where(file => file.Documents is not null), AssertTold);
        Assert.All(Services[service].Where(file => file.Path.Contains("/rendered/", StringComparison.Ordinal) || file.Path.EndsWith(".rules.yaml", StringComparison.Ordinal)), file => Assert.NotNull(file.Documents));
    }

    [Fact]
    public void Any_document_is_read_as_it_was_told()
    {
        var random = new Random(23);
        for (var round = 0; round < 2000; round++)
        {
            AssertTold(YamlEmitter.WriteFile("a.yaml", RandomYaml.Map(random), RandomYaml.Map(random)));
            AssertTold(JsonText.WriteFile("a.json", RandomYaml.Map(random)));
        }
    }

    [Fact]
    public void What_a_reader_reports_is_left_to_it()
    {
        var deep = new YamlMap { { "a", 1 } };
        for (var depth = 0; depth < 32; depth++)
        {
            deep = new YamlMap { { "a", deep } };
        }

        Assert.Equal(["a.yaml(2,1): error CNS7002: the key 'a' is given twice; the first is in line 1"], Problems(new YamlMap { { "a", 1 }, { "a", 2 } }));
        Assert.Equal(["a.yaml(33,68): error CNS7001: the YAML cannot be read: the values are nested deeper than 32 levels"], Problems(deep));
        Assert.StartsWith("a.yaml(1,1029): error CNS7001: the YAML cannot be read", Assert.Single(Problems(new YamlMap { { new string('\u0085', 171), 1 } })), StringComparison.Ordinal);
        Assert.Equal([], Problems(new YamlMap { { new string('\u0085', 170), 1 } }));
    }

    private static IReadOnlyList<string> Problems(YamlMap document)
    {
        var diagnostics = new DiagnosticBag();
        YamlEmitter.WriteFile("a.yaml", document).Read(diagnostics);
        return [.. diagnostics.Ordered().Select(diagnostic => diagnostic.ToString())];
    }

    private static IReadOnlyList<ManifestFile> Files(ManifestInput input)
    {
        var result = ManifestGenerator.Generate(input);
        Assert.DoesNotContain(result.Diagnostics, diagnostic => diagnostic.IsError);
        return result.Files;
    }

    private static void AssertTold(ManifestFile file)
    {
        var diagnostics = new DiagnosticBag();
        var read = YamlReader.ReadAll(file.Path, file.Content, diagnostics);
        Assert.Equal([], diagnostics.Ordered().Select(diagnostic => $"{diagnostic}\n{file.Content}"));
        Assert.Equal(read.SelectMany(Lines), file.Documents!.SelectMany(Lines));
        Assert.Same(file.Documents, file.Read(diagnostics));
    }

    private static IEnumerable<string> Lines(YamlNode node) => node switch
    {
        YamlObject mapping => [$"{node.Position} mapping", .. mapping.Fields.SelectMany(field => Lines(field.Value).Prepend($"{field.Position} {field.Name}:"))],
        YamlList list => [$"{node.Position} list of {list.Items.Count.ToString(CultureInfo.InvariantCulture)}", .. list.Items.SelectMany(Lines)],
        YamlText text => [$"{node.Position} {(text.IsPlain ? "plain" : "quoted")} {text.Value}"],
        _ => throw new ArgumentException($"Nobody writes {node.Kind}.", nameof(node)),
    };
}
