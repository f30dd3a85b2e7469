namespace CloudNative.Sdk.Cli.Tests.Linting;

public sealed class LintTests : TestFolder
{
    [Fact]
    public async Task What_a_publish_wrote_has_no_findings()
    {
        var service = new ScratchService(PathOf("checkout")).With(build => build with { ContainerDigest = ScratchService.Digest }).Publish();

        var run = await ToolRun.Ends(ExitCodes.Ok, "lint", service.Deploy);

        Assert.Equal(("0 errors, 0 warnings\n", ""), (run.Output, run.Error));
    }

    [Fact]
    public async Task An_edited_object_is_found_with_its_place_and_written_as_sarif()
    {
        var service = new ScratchService(PathOf("checkout")).Publish();
        var prod = Path.Combine(service.Deploy, "kubernetes", "rendered", "prod.yaml");
        var text = await File.ReadAllTextAsync(prod, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(prod, text.Replace("readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        var run = await ToolRun.Ends(ExitCodes.Findings, "lint", service.Deploy, "--sarif", PathOf("findings.sarif"), "--json");

        Assert.Matches(@"(?m)^.*/kubernetes/rendered/prod\.yaml\(\d+,\d+\): (error|warning) CNS71\d\d: ", run.Error);
        var finding = Assert.Single(run.Json["findings"]!.AsArray())!;
        Assert.Equal(prod, finding["file"]!.ToString());
        Assert.Contains($"\"ruleId\": \"{finding["id"]}\"", await File.ReadAllTextAsync(PathOf("findings.sarif"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await ToolRun.Ends(ExitCodes.Ok, "lint", service.Deploy, "--without", finding["id"]!.ToString());
    }

    [Fact]
    public async Task A_digest_can_be_required()
    {
        var service = new ScratchService(PathOf("checkout")).Publish();

        Assert.Contains("error CNS7021: ", (await ToolRun.Ends(ExitCodes.Findings, "lint", service.Deploy, "--require-digest")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_manifests_is_wrong_use()
    {
        Directory.CreateDirectory(PathOf("empty"));

        Assert.Equal($"dotnet cloudnative: '{PathOf("empty")}' holds no manifests\n", (await ToolRun.Ends(ExitCodes.WrongUse, "lint", PathOf("empty"))).Error);
        Assert.Equal($"dotnet cloudnative: there is no folder '{PathOf("none")}'\n", (await ToolRun.Ends(ExitCodes.WrongUse, "lint", PathOf("none"))).Error);
    }
}
