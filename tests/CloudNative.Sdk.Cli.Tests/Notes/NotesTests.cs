using CloudNative.Sdk.Facts;

namespace CloudNative.Sdk.Cli.Tests.Notes;

public sealed class NotesTests : TestFolder
{
    private static readonly Fact Placed = new Fact(FactKinds.Instrument).With("name", "shop.orders.placed").With("kind", "Counter").With("type", "long");

    [Fact]
    public async Task Notes_group_commits_link_issues_and_tell_what_breaks_first()
    {
        var repository = await GitRepository.NewAsync(PathOf("repo"));
        var before = await repository.CommitAsync("Ann", "chore: before");
        var paid = await repository.CommitAsync("Ann", "feat(cart): pay by card, SHOP-12\n\nCloses #7.");
        var rounded = await repository.CommitAsync("Bob", "fix: round <prices> as UTF-8 says");
        var removed = await repository.CommitAsync("Ann", "refactor(api)!: remove /v1");
        var other = await repository.CommitAsync("Ann", "Cart: one line more");
        await RecordAsync("1.4.1", before, Placed);
        await RecordAsync("1.4.2", other);

        var run = await ToolRun.Ends(ExitCodes.Ok, "notes", "1.4.1..1.4.2", "--store", PathOf("releases"), "--repo", PathOf("repo"), "--issues", "https://tracker.example/{key}");

        Assert.Equal(
            $"""
            # shop-checkout 1.4.2

            Since 1.4.1: 4 commits by 2 people.

            ## Breaking changes

            - **api:** remove /v1 ({removed[..8]})
            - metrics: shop_orders_placed is gone

            ## Features

            - **cart:** pay by card, [SHOP-12](https://tracker.example/SHOP-12) ({paid[..8]}, [#7](https://tracker.example/7))

            ## Fixes

            - round &lt;prices> as UTF-8 says ({rounded[..8]})

            ## Internal

            - **api:** remove /v1 ({removed[..8]})

            ## Other changes

            - Cart: one line more ({other[..8]})

            ## Contributors

            - Ann (3)
            - Bob (1)

            """,
            run.Output);
    }

    [Fact]
    public async Task Revisions_will_do_and_json_is_for_machines()
    {
        var repository = await GitRepository.NewAsync(PathOf("repo"));
        var before = await repository.CommitAsync("Ann", "before");
        await repository.CommitAsync("Ann", "feat: pay\n\nBREAKING CHANGE: the cart is empty");

        var notes = (await ToolRun.Ends(ExitCodes.Ok, "notes", $"{before}..HEAD", "--repo", PathOf("repo"), "--store", PathOf("none"), "--json")).Json;

        Assert.Equal("the cart is empty", Assert.Single(notes["commits"]!.AsArray())!["breaking"]!.ToString());
    }

    [Theory]
    [InlineData("two releases are FROM..TO, as 1.4.1..1.4.2, but were 'HEAD'", "HEAD")]
    [InlineData("'nothing' is no commit of the repository in '{repo}'; a clone for notes needs the whole history (fetch-depth: 0)", "nothing..HEAD")]
    [InlineData("--issues needs {key} in the place of the key, but was 'https://tracker.example'", "HEAD..HEAD", "--issues", "https://tracker.example")]
    public async Task Wrong_use_is_told(string expected, params string[] arguments)
    {
        await (await GitRepository.NewAsync(PathOf("repo"))).CommitAsync("Ann", "first");

        var error = (await ToolRun.Ends(ExitCodes.WrongUse, ["notes", .. arguments, "--repo", PathOf("repo"), "--store", PathOf("none")])).Error;

        Assert.Equal($"dotnet cloudnative: {expected.Replace("{repo}", PathOf("repo"), StringComparison.Ordinal)}\n", error);
    }

    private async Task RecordAsync(string version, string commit, params Fact[] facts)
    {
        var service = new ScratchService(PathOf(version)).With(build => build with { Version = version, SourceRevisionId = commit }).With(facts).Publish();
        await ToolRun.Ends(ExitCodes.Ok, "record", service.Folder, "--store", PathOf("releases"));
    }
}
