namespace CloudNative.Sdk.Cli.Tests.Releases;

public sealed class RecordTests : TestFolder
{
    private string Store => PathOf("releases");

    [Fact]
    public async Task A_release_is_kept_whole_and_once()
    {
        var service = new ScratchService(PathOf("checkout")).Publish();
        File.WriteAllText(Path.Combine(service.Deploy, "note.txt"), "not of the publish");

        await ToolRun.Ends(ExitCodes.Ok, "record", service.Folder, "--store", Store);
        await ToolRun.Ends(ExitCodes.Ok, "record", service.Folder, "--store", Store, "--env", "dev");

        var stored = Assert.Single(Directory.GetDirectories(Path.Combine(Store, "shop-checkout")));
        Assert.Equal(service.Read().Where(file => file.Key != "note.txt"), ScratchService.Read(stored));
        Assert.Equal(
            $$"""
            {
              "schema": "cloudnative.history/1",
              "releases": [
                "{{Path.GetFileName(stored)}}"
              ],
              "environments": {
                "dev": [
                  "{{Path.GetFileName(stored)}}"
                ]
              }
            }

            """,
            File.ReadAllText(Path.Combine(Store, "shop-checkout", "history.json")));
    }

    [Fact]
    public async Task A_store_beside_the_service_is_no_other_service()
    {
        var service = new ScratchService(PathOf("checkout")).Publish();
        await ToolRun.Ends(ExitCodes.Ok, "record", service.Folder, "--store", Store);

        await ToolRun.Ends(ExitCodes.Ok, "explain", "shutdown.drain", "--deploy", Path.GetDirectoryName(Store)!);
    }

    [Fact]
    public async Task An_edited_folder_is_no_release()
    {
        var service = new ScratchService(PathOf("checkout")).Publish();
        File.AppendAllText(Path.Combine(service.Deploy, "environments.md"), "edited");

        Assert.Contains("environments.md: error CNS7033: ", (await ToolRun.Ends(ExitCodes.Findings, "record", service.Folder, "--store", Store)).Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Store));
    }

    [Fact]
    public async Task Many_at_once_are_all_kept()
    {
        var services = Enumerable.Range(1, 8).Select(number => new ScratchService(PathOf($"v{number}")).With(build => build with { Version = $"1.0.{number}" }).Publish()).ToList();

        await Task.WhenAll(services.Select(service => ToolRun.Ends(ExitCodes.Ok, "record", service.Deploy, "--store", Store, "--env", "dev")));

        var history = CloudNative.Sdk.Cli.Releases.ReleaseHistory.Read(Path.Combine(Store, "shop-checkout", "history.json"));
        Assert.Equal(8, history.Releases.Count);
        Assert.Equal(8, Directory.GetDirectories(Path.Combine(Store, "shop-checkout")).Length);
    }
}
