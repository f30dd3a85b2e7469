namespace CloudNative.Sdk.Cli.Tests.Releases;

public sealed class PromoteTests : TestFolder
{
    private const string Other = "sha256:aaaac44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private string Store => PathOf("releases");

    [Fact]
    public async Task The_release_of_the_environment_before_goes_on()
    {
        var service = Release("1.4.2", ScratchService.Digest);
        await ToolRun.Ends(ExitCodes.Ok, "record", service.Deploy, "--env", "dev", "--env", "test", "--store", Store);

        var run = await ToolRun.Ends(ExitCodes.Ok, "promote", "test", "stage", "--store", Store);

        Assert.Matches($@"\Ashop-checkout 1\.4\.2: test -> stage, image {ScratchService.Digest}; what to apply is in .*/shop-checkout/1\.4\.2-[0-9a-f]{{12}}\n\z", run.Output);
        Assert.Equal(service.Read(), ScratchService.Read(run.Output.Trim().Split(" is in ")[1]));
        await ToolRun.Ends(ExitCodes.Ok, "promote", "stage", "prod", "--store", Store, "--json");
    }

    [Fact]
    public async Task Another_folder_goes_on_with_the_same_image_only()
    {
        await ToolRun.Ends(ExitCodes.Ok, "record", Release("1.4.2", ScratchService.Digest).Deploy, "--env", "test", "--store", Store);

        var run = await ToolRun.Ends(ExitCodes.Findings, "promote", "test", "prod", Release("1.4.3", Other).Deploy, "--store", Store);
        Assert.Contains($"history.json: error CNS7031: shop-checkout 1.4.3 in '{PathOf("1.4.3", "publish", "deploy")}' has the image {Other}, but 'test' runs shop-checkout 1.4.2 with {ScratchService.Digest}; let this image run in 'test' first\n", run.Error, StringComparison.Ordinal);

        await ToolRun.Ends(ExitCodes.Ok, "promote", "test", "prod", Release("1.4.2-hotfix", ScratchService.Digest).Deploy, "--store", Store);
    }

    [Fact]
    public async Task What_was_never_there_or_has_no_digest_is_refused()
    {
        await ToolRun.Ends(ExitCodes.Ok, "record", Release("1.4.2", "").Deploy, "--env", "dev", "--store", Store);

        Assert.Contains("error CNS7031: no release is recorded for 'test'; 'dotnet cloudnative record DEPLOY --env test' records what runs there\n", (await ToolRun.Ends(ExitCodes.Findings, "promote", "test", "prod", "--store", Store)).Error, StringComparison.Ordinal);
        Assert.Contains("error CNS7031: shop-checkout 1.4.2 in 'dev' has no digest, so nobody can tell whether the image is the same; publish it with -t:PublishContainer\n", (await ToolRun.Ends(ExitCodes.Findings, "promote", "dev", "test", "--store", Store)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_release_goes_one_way_and_to_environments_that_it_has()
    {
        await ToolRun.Ends(ExitCodes.Ok, "record", Release("1.4.2", ScratchService.Digest).Deploy, "--env", "prod", "--store", Store);

        Assert.StartsWith("dotnet cloudnative: a release goes from left to right in dev, test, stage, prod, and not from 'prod' to 'dev'", (await ToolRun.Ends(ExitCodes.WrongUse, "promote", "prod", "dev", "--store", Store)).Error, StringComparison.Ordinal);
        Assert.Equal("dotnet cloudnative: shop-checkout 1.4.2 has no environment 'prdo'; did you mean 'prod'?\n", (await ToolRun.Ends(ExitCodes.WrongUse, "promote", "prod", "prdo", "--store", Store)).Error);
    }

    private ScratchService Release(string version, string digest) => new ScratchService(PathOf(version)).With(build => build with { Version = version, ContainerDigest = digest }).Publish();
}
