using CloudNative.Sdk.Facts;

namespace CloudNative.Sdk.Cli.Tests.Releases;

public sealed class RollbackTests : TestFolder
{
    private static readonly Fact Placed = new Fact(FactKinds.Instrument).With("name", "shop.orders.placed").With("kind", "Counter").With("type", "long");

    private string Store => PathOf("releases");

    [Fact]
    public async Task Going_back_brings_the_exact_bytes_of_the_release_before()
    {
        var (old, now) = (await RecordAsync("1.4.1"), await RecordAsync("1.4.2", Placed));
        await ToolRun.Ends(ExitCodes.Ok, "rollback", "--env", "prod", "--to", "1.4.1", "--store", Store, "--output", PathOf("live"));
        Assert.Equal(old.Read(), ScratchService.Read(PathOf("live")));
        await ToolRun.Ends(ExitCodes.Ok, "record", now.Deploy, "--env", "prod", "--store", Store);

        var run = await ToolRun.Ends(ExitCodes.Ok, "rollback", "--env", "prod", "--store", Store, "--output", now.Deploy, "--json");

        Assert.Equal(old.Read(), now.Read());
        Assert.StartsWith("1.4.1-", run.Json["to"]!.ToString(), StringComparison.Ordinal);
        var error = (await ToolRun.Ends(ExitCodes.WrongUse, "rollback", "--env", "prod", "--store", Store, "--output", now.Deploy)).Error;
        Assert.StartsWith("dotnet cloudnative: there is no release to go back to from 1.4.1-", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_breaks_others_is_refused_with_its_reasons_unless_forced()
    {
        var (old, now) = (await RecordAsync("1.4.1", Placed), await RecordAsync("1.4.2"));
        var before = now.Read();

        var run = await ToolRun.Ends(ExitCodes.Findings, "rollback", "--store", Store, "--output", now.Deploy);

        Assert.Contains("error CNS7032: going back from 1.4.2 to 1.4.1 is not safe: metrics: shop_orders_placed is gone; --force goes back all the same\n", run.Error, StringComparison.Ordinal);
        Assert.Equal(before, now.Read());
        run = await ToolRun.Ends(ExitCodes.Ok, "rollback", "--store", Store, "--output", now.Deploy, "--force");
        Assert.Contains("warning CNS7032: ", run.Error, StringComparison.Ordinal);
        Assert.Equal(old.Read(), now.Read());
    }

    [Fact]
    public async Task A_stored_file_that_was_touched_is_found_before_anything_is_written()
    {
        await RecordAsync("1.4.1");
        var now = await RecordAsync("1.4.2");
        var before = now.Read();
        var stored = Assert.Single(Directory.GetDirectories(Path.Combine(Store, "shop-checkout"), "1.4.1-*"));
        File.AppendAllText(Path.Combine(stored, "kubernetes", "rendered", "prod.yaml"), "# one more line\n");
        File.Delete(Path.Combine(stored, "environments.md"));

        var run = await ToolRun.Ends(ExitCodes.Findings, "rollback", "--store", Store, "--output", now.Deploy);

        Assert.Contains("/environments.md: error CNS7033: the file is not the one of shop-checkout 1.4.1: it is missing, or its SHA-256 is not that of release.json", run.Error, StringComparison.Ordinal);
        Assert.Contains("/kubernetes/rendered/prod.yaml: error CNS7033: ", run.Error, StringComparison.Ordinal);
        Assert.Equal(before, now.Read());
    }

    [Fact]
    public async Task Files_of_somebody_else_stay()
    {
        await RecordAsync("1.4.1");
        await RecordAsync("1.4.2");
        Directory.CreateDirectory(PathOf("live"));
        File.WriteAllText(PathOf("live", "environments.md"), "mine");

        var run = await ToolRun.Ends(ExitCodes.Findings, "rollback", "--store", Store, "--output", PathOf("live"));

        Assert.Contains("environments.md: error CNS7092: ", run.Error, StringComparison.Ordinal);
        Assert.Equal("mine", Assert.Single(ScratchService.Read(PathOf("live"))).Value);
    }

    private async Task<ScratchService> RecordAsync(string version, params Fact[] facts)
    {
        var service = new ScratchService(PathOf(version)).With(build => build with { Version = version }).With(facts).Publish();
        await ToolRun.Ends(ExitCodes.Ok, "record", service.Folder, "--env", "prod", "--store", Store);
        return service;
    }
}
