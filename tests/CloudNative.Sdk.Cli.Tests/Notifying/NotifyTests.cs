using System.Text.Json.Nodes;

namespace CloudNative.Sdk.Cli.Tests.Notifying;

public sealed class NotifyTests : TestFolder
{
    [Fact]
    public async Task A_payload_says_what_was_released_and_where()
    {
        var payload = (await ToolRun.Ends(ExitCodes.Ok, "notify", Publish().Folder, "--env", "prod", "--link", "https://ci.example/7")).Json;

        Assert.Equal(
            ("cloudnative.notification/1", "shop-checkout 1.4.2 is released to prod", "prod", ScratchService.Digest, "https://ci.example/7"),
            (Text(payload, "schema"), Text(payload, "text"), Text(payload, "environment"), Text(payload, "digest"), Text(payload, "link")));
    }

    [Fact]
    public async Task Slack_gets_blocks()
    {
        var payload = (await ToolRun.Ends(ExitCodes.Ok, "notify", Publish().Folder, "--format", "slack", "--link", "https://ci.example/7?a=1&b=2")).Json;

        Assert.Equal("shop-checkout 1.4.2 is released", Text(payload, "text"));
        Assert.Equal("*<https://ci.example/7?a=1&amp;b=2|shop-checkout 1.4.2 is released>*", Text(payload["blocks"]![0]!["text"]!, "text"));
        Assert.Equal(["section", "context"], payload["blocks"]!.AsArray().Select(block => Text(block!, "type")));
    }

    [Fact]
    public async Task A_server_that_fails_is_asked_again_and_the_secret_is_never_shown()
    {
        using var server = new WebhookServer(503, 200);

        var run = await ToolRun.Ends(ExitCodes.Ok, "notify", Publish().Folder, "--post", server.Address);

        await server.Served;
        Assert.Equal(2, server.Bodies.Count);
        Assert.True(JsonNode.DeepEquals(run.Json, JsonNode.Parse(server.Bodies[1])));
        Assert.Matches(@"\Adotnet cloudnative: posted to http://127\.0\.0\.1:\d+/…: 200 at attempt 2\n\z", run.Error);
    }

    [Fact]
    public async Task A_refusal_is_told_and_not_repeated()
    {
        using var server = new WebhookServer(404);

        var run = await ToolRun.Ends(ExitCodes.Findings, "notify", Publish().Folder, "--post", server.Address);

        Assert.EndsWith("/… did not take it: 404, 1 attempt\n", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://hooks.example/SECRET")]
    [InlineData("https://user:SECRET@hooks.example/")]
    [InlineData("SECRET")]
    public async Task An_unsafe_address_is_refused_without_being_shown(string address)
    {
        var run = await ToolRun.Ends(ExitCodes.WrongUse, "notify", Publish().Folder, "--post", address);

        Assert.Equal("dotnet cloudnative: --post takes an https address without user and password, or an http address on this machine\n", run.Error);
    }

    private ScratchService Publish() => new ScratchService(PathOf("checkout")).With(build => build with { ContainerDigest = ScratchService.Digest }).Publish();

    private static string? Text(JsonNode payload, string name) => payload[name]?.ToString();
}
