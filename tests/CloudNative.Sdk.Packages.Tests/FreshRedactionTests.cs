namespace CloudNative.Sdk.Packages.Tests;

/// <summary>Redaction by attribute needs the generator and the library, each from its package.</summary>
public sealed class FreshRedactionTests(PackedFeed feed)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_value_with_an_attribute_does_not_reach_the_output_of_a_new_project()
    {
        var project = await feed.NewProjectAsync("web", "FreshRedaction");
        await project.AddAfterBuilderAsync("builder.AddCloudNative();", "builder.Services.AddHostedService<SignIn>();");
        project.Add("Accounts.cs", "Accounts.txt");
        await project.BuildAsync();
        await using var service = project.Start();
        await service.WaitUntilReadyAsync(Token);

        await service.Process.WaitForAsync(
            "the record", TimeSpan.FromSeconds(20), _ => Task.FromResult(service.Process.Output.Contains("signed in", StringComparison.Ordinal)), Token);
        await service.Process.StopAsync(TimeSpan.FromSeconds(30), Token);

        Assert.Contains("the-front-door", service.Process.Output, StringComparison.Ordinal);
        Assert.Contains("4711", service.Process.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("5d2f", service.Process.Output, StringComparison.Ordinal);
    }
}
