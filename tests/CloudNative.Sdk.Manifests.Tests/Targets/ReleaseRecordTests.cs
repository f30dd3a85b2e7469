using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CloudNative.Sdk.Facts;
using CloudNative.Sdk.Manifests.Settings;

namespace CloudNative.Sdk.Manifests.Tests.Targets;

public sealed class ReleaseRecordTests
{
    private const string Service = "name: checkout\nsecrets: {Db:Key: {secret: db, key: k}}\ndependencies: {payments: {kind: http}}";

    private static readonly Fact Placed = new Fact(FactKinds.Instrument).With("name", "shop.orders.placed").With("kind", "Counter").With("type", "long");

    [Fact]
    public void The_record_names_what_was_built_and_every_file_with_its_hash()
    {
        var files = ManifestGenerator.Generate(TestInput.Web(Placed).WithService(Service).WithBuild(build => build with { SourceRevisionId = "4f1c2ab9", Branch = "main", BuildId = "4711", ContainerDigest = TestInput.Digest })).Files;
        var record = JsonNode.Parse(files.Single(file => file.Path == "release.json").Content)!;

        Assert.Equal(("checkout", "1.4.2", "4711", "main", "4f1c2ab9", TestInput.Digest), (
            Text(record["service"]), Text(record["version"]), Text(record["build"]!["id"]), Text(record["build"]!["branch"]), Text(record["build"]!["commit"]), Text(record["build"]!["digest"])));
        Assert.Equal(
            files.Where(file => file.Path != "release.json").ToDictionary(file => file.Path, file => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(file.Content)))),
            record["artefacts"]!.AsArray().ToDictionary(entry => Text(entry!["path"]), entry => Text(entry!["sha256"])));
        Assert.Equal("""["http 8080","ops 8081"]""", record["contract"]!["ports"]!.ToJsonString());
        Assert.Equal("""["shop_orders_placed"]""", record["contract"]!["metrics"]!.ToJsonString());
        Assert.Equal("""["db/k"]""", record["contract"]!["secrets"]!.ToJsonString());
        Assert.Equal("""["catalog","payments"]""", record["contract"]!["dependencies"]!.ToJsonString());
    }

    [Fact]
    public void The_same_input_has_the_same_hash_and_another_input_another()
    {
        var input = TestInput.Web().WithService(Service).WithSettings("{}").WithOverlay("dev", "instances: 1");

        Assert.Equal(Hash(input), Hash(input with { Facts = [.. input.Facts.Reverse()] }));
        Assert.All(
            [
                input.WithService(Service + "\nteam: a"),
                input.WithSettings("""{"a": 1}""", "appsettings.Production.json"),
                input.WithOverlay("stage", "instances: 2"),
                input.WithBuild(build => build with { Version = "1.4.3" }),
                input with { Facts = [.. input.Facts, Placed] },
            ],
            other => Assert.NotEqual(Hash(input), Hash(other)));
    }

    [Fact]
    public void A_release_that_only_grows_can_be_rolled_back()
    {
        var before = TestInput.Web(Placed).WithService("name: checkout");

        var compat = Compare(before, TestInput.Web(Placed).WithService(Service));

        Assert.True(compat["rollbackSafe"]!.GetValue<bool>());
        Assert.Equal("""["secrets: db/k is new","dependencies: payments is new"]""", compat["needs"]!.ToJsonString());
        Assert.Equal("1.4.2", Text(compat["previousVersion"]));
    }

    [Fact]
    public void A_release_that_takes_something_away_cannot_and_says_what()
    {
        var compat = Compare(TestInput.Web(Placed).WithService("name: checkout"), TestInput.Web().WithService("name: checkout\nports: {http: {port: 9000}}"));

        Assert.False(compat["rollbackSafe"]!.GetValue<bool>());
        Assert.Equal("""["ports: http 8080 is gone","metrics: shop_orders_placed is gone"]""", compat["breaking"]!.ToJsonString());
    }

    [Fact]
    public void Another_name_is_an_error() =>
        Assert.Equal(
            ["service.yaml(2,7): error CNS7030: the name is 'checkout', but the release before was 'basket'; its objects would run on beside the new ones, so keep the name, or start with no record of a release before"],
            (TestInput.Web().WithService("name: checkout") with { PreviousRelease = RecordOf(TestInput.Web().WithService("name: basket")) }).Problems());

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("not json")]
    [InlineData("""{"schema": "cloudnative.release/1"}""")]
    [InlineData("""{"schema": "other/1", "service": "a"}""")]
    public void What_is_no_record_is_an_error(string text) =>
        Assert.Equal(
            ["old.json: error CNS7001: the file is no release record (cloudnative.release/1); give the release.json of the release before, or none"],
            (TestInput.Web() with { PreviousRelease = new SourceText("old.json", text) }).Problems());

    [Fact]
    public void The_matrix_shows_only_what_differs()
    {
        var matrix = ManifestGenerator.Generate(TestInput.Web().WithService("name: checkout\nscale: {min: 2, max: 6}\nconfig: {A: same, B: \"x|${runtime.env}\"}\nenvironments: [dev, prod]")).Files.Single(file => file.Path == "environments.md").Content;

        Assert.Equal(
            """
            # checkout: what differs between its environments

            | | dev | prod |
            |---|---|---|
            | config B | x\|dev | x\|prod |
            | config DOTNET_ENVIRONMENT | Dev | Production |
            | instances | 1 | 2 to 6 |

            """,
            matrix);
    }

    private static JsonNode Compare(ManifestInput before, ManifestInput after) =>
        JsonNode.Parse(ManifestGenerator.Generate(after with { PreviousRelease = RecordOf(before) }).Files.Single(file => file.Path == "release.json").Content)!["compat"]!;

    private static SourceText RecordOf(ManifestInput input) => new("old.json", ManifestGenerator.Generate(input).Files.Single(file => file.Path == "release.json").Content);

    private static string Hash(ManifestInput input) => Text(JsonNode.Parse(ManifestGenerator.Generate(input).Files.Single(file => file.Path == "release.json").Content)!["inputHash"]);

    private static string Text(JsonNode? node) => node!.GetValue<string>();
}
