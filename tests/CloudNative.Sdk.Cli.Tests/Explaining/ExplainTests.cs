namespace CloudNative.Sdk.Cli.Tests.Explaining;

public sealed class ExplainTests : TestFolder
{
    [Fact]
    public async Task A_value_is_shown_with_its_source_and_place()
    {
        var service = new ScratchService(PathOf("checkout")).Write("service.prod.yaml", "shutdown: {drain: 7s}\n").Publish();

        var run = await ToolRun.Ends(ExitCodes.Ok, "explain", "shutdown.drain", "--deploy", service.Folder);

        Assert.Equal(
            """
            environment  field           value  source   from
            dev          shutdown.drain  5s     default
            test         shutdown.drain  5s     default
            stage        shutdown.drain  5s     default
            prod         shutdown.drain  7s     overlay  service.prod.yaml(1,19)

            """,
            run.Output);
    }

    [Fact]
    public async Task The_beginning_of_a_field_shows_all_below_it_and_json_is_for_machines()
    {
        var service = new ScratchService(PathOf("checkout")).Publish();

        var values = (await ToolRun.Ends(ExitCodes.Ok, "explain", "shutdown", "--env", "prod", "--deploy", service.Deploy, "--json")).Json["values"]!.AsArray();

        Assert.Equal(["shutdown.drain", "shutdown.timeout", "shutdown.margin", "shutdown.owner"], values.Select(value => value!["field"]!.ToString()));
        Assert.All(values, value => Assert.Equal("prod", value!["environment"]!.ToString()));
    }

    [Theory]
    [InlineData("unknown field 'shutdown.drian'; did you mean 'shutdown.drain'?", "shutdown.drian")]
    [InlineData("unknown environment 'pord'; did you mean 'prod'?", "shutdown", "--env", "pord")]
    public async Task An_unknown_name_gets_the_nearest(string expected, params string[] arguments)
    {
        var service = new ScratchService(PathOf("checkout")).Publish();

        Assert.Equal($"dotnet cloudnative: {expected}\n", (await ToolRun.Ends(ExitCodes.WrongUse, ["explain", .. arguments, "--deploy", service.Folder])).Error);
    }

    [Fact]
    public async Task Several_services_are_named()
    {
        new ScratchService(PathOf("all", "catalog"), "Shop.Catalog").Publish();
        new ScratchService(PathOf("all", "orders"), "Shop.Orders").Publish();

        var error = (await ToolRun.Ends(ExitCodes.WrongUse, "explain", "--deploy", PathOf("all"))).Error;

        Assert.Contains("holds several services; name one of ", error, StringComparison.Ordinal);
        Assert.Contains(Path.Combine("orders", "publish", "deploy"), error, StringComparison.Ordinal);
    }
}
