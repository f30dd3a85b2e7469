namespace CloudNative.Sdk.Cli.Tests.Rendering;

public sealed class RenderTests : TestFolder
{
    [Fact]
    public async Task What_was_published_is_made_again_to_the_byte()
    {
        var service = new ScratchService(PathOf("checkout")).Write("service.prod.yaml", "instances: 4\n").Write("appsettings.json", """{"shutdownTimeoutSeconds": 20}""").Publish();
        var published = service.Read();
        Directory.Delete(Path.Combine(service.Deploy, "kubernetes"), recursive: true);

        var run = await ToolRun.Ends(ExitCodes.Ok, "render", service.Folder);

        Assert.Equal(published, service.Read());
        Assert.Matches(@"\Ashop-checkout 1\.4\.2: 4 environments, \d+ files \(\d\d changed\) -> .*/publish/deploy\n\z", run.Output);
        Assert.Contains("replicas: 4\n", published["kubernetes/rendered/prod.yaml"], StringComparison.Ordinal);
        Assert.Equal("0", (await ToolRun.Ends(ExitCodes.Ok, "render", service.Deploy, "--json")).Json["services"]![0]!["changed"]!.ToString());
    }

    [Fact]
    public async Task A_digest_that_came_later_is_pinned_without_a_build()
    {
        var service = new ScratchService(PathOf("checkout")).Publish();

        await ToolRun.Ends(ExitCodes.Ok, "render", service.Folder, "-p", $"containerDigest={ScratchService.Digest}", "-p", "ContainerImageTag=1.4.2-rc1");

        Assert.Contains($"image: registry.example.org/shop-checkout:1.4.2-rc1@{ScratchService.Digest}\n", service.Read()["kubernetes/rendered/prod.yaml"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_service_file_of_now_counts_only_where_it_is_asked_for()
    {
        var service = new ScratchService(PathOf("checkout")).Publish().Write("service.prod.yaml", "instances: 9\n");

        await ToolRun.Ends(ExitCodes.Ok, "render", service.Folder);
        Assert.DoesNotContain("replicas: 9\n", service.Read()["kubernetes/rendered/prod.yaml"], StringComparison.Ordinal);
        await ToolRun.Ends(ExitCodes.Ok, "render", service.Folder, "--current");
        Assert.Contains("replicas: 9\n", service.Read()["kubernetes/rendered/prod.yaml"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_services_below_a_folder_are_rendered_and_a_broken_one_stays_as_it_is()
    {
        var (catalog, orders) = (new ScratchService(PathOf("all", "catalog"), "Shop.Catalog").Publish(), new ScratchService(PathOf("all", "orders"), "Shop.Orders").Publish());
        var before = orders.Read();
        catalog.Write("service.yaml", "apiVersion: cloudnative/v1\nname: catalog\n");
        orders.Write("service.yaml", "apiVersion: cloudnative/v1\ntaem: orders\n");

        var run = await ToolRun.Ends(ExitCodes.Findings, "render", PathOf("all"), "--current", "--verbose");

        Assert.Contains("/orders/service.yaml(2,1): error CNS7004: unknown field 'taem'; did you mean 'team'?\n", run.Error, StringComparison.Ordinal);
        Assert.Contains("rendered 2 of 2 services\n", run.Error, StringComparison.Ordinal);
        Assert.StartsWith("catalog 1.4.2: ", run.Output, StringComparison.Ordinal);
        Assert.Equal(before, orders.Read());
        Assert.Contains("kubernetes/base/deployment.yaml", catalog.Read().Keys);
    }

    [Fact]
    public async Task Several_services_go_to_folders_of_their_own_below_another_output()
    {
        new ScratchService(PathOf("all", "catalog"), "Shop.Catalog").Publish();
        new ScratchService(PathOf("all", "orders"), "Shop.Orders").Publish();

        await ToolRun.Ends(ExitCodes.Ok, "render", PathOf("all"), "-o", PathOf("out"));

        Assert.Equal(["Shop.Catalog", "Shop.Orders"], Directory.EnumerateDirectories(PathOf("out")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        // What lies elsewhere can be rendered from there too.
        await ToolRun.Ends(ExitCodes.Ok, "render", PathOf("out"));
    }

    [Fact]
    public async Task What_is_missing_is_named()
    {
        var service = new ScratchService(PathOf("checkout")).Publish();
        File.Delete(Path.Combine(service.Folder, "publish", "Shop.Checkout.dll"));

        var run = await ToolRun.Ends(ExitCodes.Findings, "render", service.Folder);

        Assert.EndsWith("publish/deploy/inputs.json: error CNS7093: there is no assembly '../Shop.Checkout.dll' beside it; keep deploy/ together with the published service\n", run.Error, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(service.Deploy, "inputs.json"), "{}");
        run = await ToolRun.Ends(ExitCodes.Findings, "render", service.Folder);
        Assert.EndsWith("inputs.json: error CNS7001: the file is no record of a build (cloudnative.inputs/1); publish the project again\n", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-p takes name=value, but was 'Version'", "-p", "Version")]
    [InlineData("unknown property 'ContainerImageTga'; did you mean 'ContainerImageTag'?", "-p", "ContainerImageTga=1")]
    [InlineData("there is no folder 'nowhere'", "nowhere")]
    [InlineData("unknown option '--curent'; did you mean '--current'?", "--curent")]
    public async Task Wrong_use_is_told_in_one_sentence(string expected, params string[] arguments)
    {
        new ScratchService(PathOf("checkout")).Publish();

        var run = await ToolRun.Ends(ExitCodes.WrongUse, ["render", PathOf("checkout"), .. arguments]);

        Assert.StartsWith($"dotnet cloudnative: {expected}\n", run.Error, StringComparison.Ordinal);
        Assert.Equal("", run.Output);
    }
}
