using CloudNative.Sdk.Facts;

namespace CloudNative.Sdk.Cli.Tests.Comparing;

public sealed class DiffTests : TestFolder
{
    private const string Checkout = "apiVersion: cloudnative/v1\nname: checkout\n";

    private static readonly Fact Placed = new Fact(FactKinds.Instrument).With("name", "shop.orders.placed").With("kind", "Counter").With("type", "long");

    [Fact]
    public async Task A_release_that_only_grows_is_safe()
    {
        var (before, after) = (Release("old", Checkout), Release("new", Checkout, Placed));

        var run = await ToolRun.Ends(ExitCodes.Ok, "diff", before.Deploy, Path.Combine(after.Deploy, "release.json"));

        Assert.Equal("checkout 1.4.2 -> checkout 1.4.2: safe\n  safe: metrics: shop_orders_placed is new\n", run.Output);
    }

    [Fact]
    public async Task What_must_be_there_first_needs_configuration()
    {
        var (before, after) = (Release("old", Checkout), Release("new", Checkout + "secrets: {Db:Key: {secret: db, key: k}}\n"));

        Assert.Equal("checkout 1.4.2 -> checkout 1.4.2: needs configuration\n  needs: secrets: db/k is new\n", (await ToolRun.Ends(ExitCodes.Findings, "diff", before.Folder, after.Folder)).Output);
    }

    [Fact]
    public async Task What_is_gone_breaks_others()
    {
        var (before, after) = (Release("old", Checkout, Placed), Release("new", Checkout + "ports: {http: {port: 9000}}\n"));

        var diff = (await ToolRun.Ends(ExitCodes.Breaking, "diff", before.Folder, after.Folder, "--json")).Json;

        Assert.Equal("breaking", diff["verdict"]!.ToString());
        Assert.Equal("""["ports: http 8080 is gone","metrics: shop_orders_placed is gone"]""", diff["breaking"]!.ToJsonString());
        Assert.False(diff["rollbackSafe"]!.GetValue<bool>());
    }

    [Fact]
    public async Task What_is_no_release_is_wrong_use()
    {
        var service = Release("old", Checkout);
        File.WriteAllText(PathOf("other.json"), "[]");

        Assert.Equal($"dotnet cloudnative: '{PathOf("other.json")}' is no release record (cloudnative.release/1)\n", (await ToolRun.Ends(ExitCodes.WrongUse, "diff", service.Folder, PathOf("other.json"))).Error);
    }

    private ScratchService Release(string name, string service, params Fact[] facts) => new ScratchService(PathOf(name)).Write("service.yaml", service).With(facts).Publish();
}
