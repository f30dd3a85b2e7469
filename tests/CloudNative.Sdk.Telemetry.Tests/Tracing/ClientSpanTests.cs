using System.Diagnostics;
using CloudNative.Sdk.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Telemetry.Tests.Tracing;

/// <summary>Calls between two real servers, the second found by its name.</summary>
public sealed class ClientSpanTests
{
    [Theory]
    [InlineData("http://catalog/items/7?q=1", 80)]
    [InlineData("https+http://catalog/items/7?q=1", 80)]
    [InlineData("http://catalog:8123/items/7?q=1", 8123)]
    public async Task A_call_by_name_keeps_the_name_as_server_and_the_instance_as_peer(string uri, int port)
    {
        await using var catalog = await TestHost.Web(_ => { }, app => app.MapGet("/items/{id}", (string id) => id)).StartAsync();
        var spans = new SpanCollector();
        await using var host = await StartAsync(spans, catalog.App.BaseAddress!);

        Assert.Equal("7", await ClientOf(host).GetStringAsync(uri));
        Assert.Equal("7", await ClientOf(host).GetStringAsync(uri));

        await spans.WaitForAsync(2, ActivityKind.Client);
        Assert.All(spans.Ended.Where(span => span.Kind == ActivityKind.Client), span => AssertCall(span, port, catalog.App.BaseAddress!));
    }

    [Fact]
    public async Task A_call_by_name_that_fails_names_the_service_too()
    {
        var spans = new SpanCollector();
        await using var host = await StartAsync(spans, new Uri("http://127.0.0.1:1"));

        await Assert.ThrowsAsync<HttpRequestException>(() => ClientOf(host).GetStringAsync("http://catalog/"));

        var span = Assert.Single(spans.Ended, span => span.Kind == ActivityKind.Client);
        Assert.Equal("catalog", span.GetTagItem("server.address"));
        Assert.Equal("127.0.0.1", span.GetTagItem("network.peer.address"));
        Assert.Equal(1, span.GetTagItem("network.peer.port"));
        Assert.Equal("connection_error", span.GetTagItem("error.type"));
        Assert.Equal(ActivityStatusCode.Error, span.Status);
    }

    [Fact]
    public async Task A_call_by_address_is_left_as_it_is()
    {
        await using var catalog = await TestHost.Web(_ => { }, app => app.MapGet("/", () => "ok")).StartAsync();
        var spans = new SpanCollector();
        await using var host = await StartAsync(spans, new Uri("http://127.0.0.1:1"));

        await ClientOf(host).GetStringAsync(catalog.App.BaseAddress);

        var span = Assert.Single(spans.Ended, span => span.Kind == ActivityKind.Client);
        Assert.Equal("127.0.0.1", span.GetTagItem("server.address"));
        Assert.Equal(catalog.App.BaseAddress!.Port, span.GetTagItem("server.port"));
        Assert.Null(span.GetTagItem("network.peer.address"));
    }

    [Fact]
    public async Task Calls_at_the_same_time_each_name_their_own_service()
    {
        await using var catalog = await TestHost.Web(_ => { }, app => app.MapGet("/{name}", (string name) => name)).StartAsync();
        var spans = new SpanCollector();
        await using var host = await ServiceHost.StartWorkerAsync(builder =>
        {
            builder.Configuration.AddInMemoryCollection(Enumerable.Range(0, 50).Select(i => KeyValuePair.Create($"Services:s{i}:http:0", (string?)catalog.App.BaseAddress!.Authority)));
            builder.AddCloudNativeDiscovery();
            spans.AddTo(builder);
        });
        var client = ClientOf(host);

        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => client.GetStringAsync($"http://s{i}/s{i}")));

        await spans.WaitForAsync(50, ActivityKind.Client);
        Assert.All(spans.Ended.Where(span => span.Kind == ActivityKind.Client), span =>
            Assert.EndsWith("/" + span.GetTagItem("server.address"), (string?)span.GetTagItem("url.full"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_handler_that_fetches_a_token_first_gives_its_call_no_name_and_takes_none()
    {
        await using var catalog = await TestHost.Web(_ => { }, app => app.MapGet("/items", () => "items")).StartAsync();
        await using var identity = await TestHost.Web(_ => { }, app => app.MapGet("/token", () => "token")).StartAsync();
        var spans = new SpanCollector();
        using var tokens = new HttpClient(new SocketsHttpHandler());
        await using var host = await StartAsync(spans, catalog.App.BaseAddress!, services => services.AddHttpClient(string.Empty)
            .ConfigurePrimaryHttpMessageHandler(() => new TokenHandler(tokens, new Uri(identity.App.BaseAddress!, "token"))));

        for (var i = 0; i < 3; i++)
        {
            await ClientOf(host).GetStringAsync("http://catalog/items");
        }

        var seen = spans.Ended.Where(span => span.Kind == ActivityKind.Client).Select(span => (span.GetTagItem("server.address"), span.GetTagItem("network.peer.address"))).ToArray();
        Assert.Equal(Enumerable.Repeat<(object?, object?)[]>([("127.0.0.1", null), ("catalog", "127.0.0.1")], 3).SelectMany(pair => pair), seen);
    }

    [Fact]
    public async Task A_redirect_to_another_service_is_not_named_by_the_first()
    {
        await using var other = await TestHost.Web(_ => { }, app => app.MapGet("/", () => "moved")).StartAsync();
        await using var catalog = await TestHost.Web(_ => { }, app => app.MapGet("/", () => Results.Redirect(other.App.BaseAddress!.AbsoluteUri))).StartAsync();
        var spans = new SpanCollector();
        await using var host = await StartAsync(spans, catalog.App.BaseAddress!);

        for (var i = 0; i < 2; i++)
        {
            Assert.Equal("moved", await ClientOf(host).GetStringAsync("http://catalog/"));
        }

        Assert.Equal(["catalog", "127.0.0.1", "catalog", "127.0.0.1"], spans.Ended.Where(span => span.Kind == ActivityKind.Client).Select(span => span.GetTagItem("server.address")));
    }

    private static void AssertCall(Activity span, int port, Uri instance)
    {
        Assert.Equal("catalog", span.GetTagItem("server.address"));
        Assert.Equal(port, span.GetTagItem("server.port"));
        Assert.Equal("127.0.0.1", span.GetTagItem("network.peer.address"));
        Assert.Equal(instance.Port, span.GetTagItem("network.peer.port"));
        Assert.Equal($"{instance}items/7?*", span.GetTagItem("url.full"));
        Assert.Equal(200, span.GetTagItem("http.response.status_code"));
    }

    private static HttpClient ClientOf(ServiceHost host) => host.Services.GetRequiredService<IHttpClientFactory>().CreateClient();

    private static Task<ServiceHost> StartAsync(SpanCollector spans, Uri catalog, Action<IServiceCollection>? add = null) => ServiceHost.StartWorkerAsync(builder =>
    {
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create("Services:catalog:http:0", (string?)catalog.Authority)]);
        builder.AddCloudNativeDiscovery();
        add?.Invoke(builder.Services);
        spans.AddTo(builder);
    });

    private sealed class TokenHandler(HttpClient tokens, Uri token) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await tokens.GetStringAsync(token, cancellationToken);
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
