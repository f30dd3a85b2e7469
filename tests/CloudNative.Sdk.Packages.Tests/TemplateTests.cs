namespace CloudNative.Sdk.Packages.Tests;

/// <summary>The packed templates as a user has them: installed, and then built, tested, run and published.</summary>
public sealed class TemplateTests(PackedFeed feed)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("cloudnative-web", "Acme.Orders", "configuration")]
    [InlineData("cloudnative-worker", "acme-cleanup", "consul")]
    public async Task A_service_from_a_template_is_clean_passes_its_tests_runs_and_can_be_deployed(string template, string name, string discovery)
    {
        var (solution, project) = await feed.NewServiceAsync(template, name, "--discovery", discovery);

        Assert.Contains(" 0 Warning(s)", await DotnetCommand.RunAsync(solution, "build", "-nologo"), StringComparison.Ordinal);
        Assert.Matches(@"succeeded: [1-9]", await DotnetCommand.RunAsync(solution, "test", "--no-build"));
        await using (var service = project.Start())
        {
            await service.WaitUntilReadyAsync(Token);
            await OperatedService.AssertAnswersAsync(service);
        }

        var published = await DotnetCommand.RunAsync(solution, "publish", Path.Combine("src", name), "-nologo", "-o", "published");
        Assert.Matches($@"CloudNative manifests: {name.Replace('.', '-').ToLowerInvariant()} 1\.0\.0: 4 environments, \d+ files", published);
        Assert.DoesNotContain("warning", published, StringComparison.Ordinal);
        Assert.Contains("\"results\": []", await File.ReadAllTextAsync(Path.Combine(solution, "published", "deploy", "findings.sarif"), Token), StringComparison.Ordinal);
    }
}
