using System.Net;
using System.Net.Sockets;
using CloudNative.Sdk.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Core.Tests.Ops;

public sealed class OpsServerTests
{
    [Fact]
    public async Task A_worker_has_an_ops_server()
    {
        await using var host = await TestHost.Worker(builder => builder.AddCloudNativeCore()).StartAsync();

        Assert.Equal(HttpStatusCode.OK, (await host.Ops.GetAsync("/info")).StatusCode);
    }

    [Fact]
    public async Task It_is_up_before_any_hosted_service_starts_and_down_after_all_have_stopped()
    {
        var seen = new List<string>();
        await using var host = TestHost.Web(builder =>
        {
            builder.Services.AddSingleton<IHostedService>(provider => new Witness(provider, seen));
            builder.AddCloudNativeCore();
        });

        await host.StartAsync();
        await host.StopAsync();

        Assert.Equal(["StartAsync OK", "StopAsync OK"], seen);
    }

    [Fact]
    public async Task A_busy_port_stops_a_production_host_with_the_way_out()
    {
        using var occupied = Occupy(out var port);
        await using var host = TestHost.Worker(builder => builder.AddCloudNativeCore(), ("CloudNative:Ops:Port", $"{port}"));

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(host.StartAsync);

        Assert.Equal(
            $"CNS8101: the ops port {port} (CloudNative:Ops:Port) on '127.0.0.1' is in use. Free it, or set CloudNative:Ops:Port to another port.", exception.Message);
    }

    [Fact]
    public async Task A_busy_port_in_development_is_replaced_by_a_free_one_with_a_warning()
    {
        using var occupied = Occupy(out var port);
        await using var host = await TestHost.Worker(
            builder => builder.AddCloudNativeCore(), ("environment", Environments.Development), ("CloudNative:Ops:Port", $"{port}")).StartAsync();

        var free = host.Services.GetRequiredService<IOpsServer>().Port;

        Assert.NotEqual(port, free);
        Assert.Equal(
            [$"CNS8102: the ops port {port} (CloudNative:Ops:Port) is in use. In Development a free port is taken instead: {free}."], host.Logs.WithId(8102));
        Assert.Equal(HttpStatusCode.OK, (await host.Ops.GetAsync("/info")).StatusCode);
    }

    [Fact]
    public async Task Without_it_nothing_listens()
    {
        await using var host = await TestHost.Web(builder => builder.AddCloudNativeCore(), null, ("CloudNative:Ops:Enabled", "false")).StartAsync();

        Assert.Null(host.Services.GetRequiredService<IOpsServer>().Port);
    }

    [Fact]
    public async Task Added_twice_it_is_there_once()
    {
        await using var host = await TestHost.Web(builder => builder.AddCloudNativeCore().AddCloudNativeCore()).StartAsync();

        Assert.Single(host.Logs.WithId(8100));
    }

    [Fact]
    public async Task The_index_lists_every_path_with_its_description()
    {
        await using var host = await TestHost.Worker(builder => builder.AddCloudNativeCore().Services.AddCloudNativeOpsEndpoint<Switch>()).StartAsync();

        var lines = (await host.Ops.GetStringAsync("/")).Split('\n');

        Assert.Equal(
            [
                "/        The page for people, where HTML is asked for; else this list.",
                "/config  The effective configuration as JSON: each key, its value unless it is a secret, where it comes from, and what it overrides.",
                "/info    Service, version, commit, branch, build, SDK, runtime, start time and state as JSON.",
                "/switch  Turns something.",
                string.Empty,
            ],
            lines[2..]);
    }

    [Fact]
    public async Task An_unknown_path_is_404_and_names_the_known_ones()
    {
        await using var host = await TestHost.Worker(builder => builder.AddCloudNativeCore()).StartAsync();

        var response = await host.Ops.GetAsync("/helth");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("Nothing here. Paths: / /config /info\n", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/tree", "/tree and ''")]
    [InlineData("/tree/", "/tree and ''")]
    [InlineData("/tree/Shop.Orders", "/tree and '/Shop.Orders'")]
    [InlineData("/tree/a/b%20c/", "/tree and '/a/b c'")]
    public async Task What_is_below_a_path_belongs_to_an_endpoint_that_wants_it(string path, string expected)
    {
        await using var host = await TestHost.Worker(builder => builder.AddCloudNativeCore().Services.AddCloudNativeOpsEndpoint<TreeEndpoint>()).StartAsync();

        Assert.Equal(expected, await host.Ops.GetStringAsync(path));
    }

    [Theory]
    [InlineData("/info/more")]
    [InlineData("/treetop")]
    [InlineData("/other/tree/a")]
    public async Task What_is_below_the_path_of_any_other_endpoint_is_404(string path)
    {
        await using var host = await TestHost.Worker(builder => builder.AddCloudNativeCore().Services.AddCloudNativeOpsEndpoint<TreeEndpoint>()).StartAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await host.Ops.GetAsync(path)).StatusCode);
    }

    [Theory]
    [InlineData("Production", "GET", HttpStatusCode.OK)]
    [InlineData("Production", "POST", HttpStatusCode.Forbidden)]
    [InlineData("Production", "DELETE", HttpStatusCode.Forbidden)]
    [InlineData("Development", "POST", HttpStatusCode.Accepted)]
    [InlineData("Development", "PATCH", HttpStatusCode.MethodNotAllowed)]
    public async Task Changes_are_allowed_in_development_only(string environment, string method, HttpStatusCode expected)
    {
        await using var host = await TestHost.Worker(
            builder => builder.AddCloudNativeCore().Services.AddCloudNativeOpsEndpoint<Switch>(), ("environment", environment)).StartAsync();

        var response = await host.Ops.SendAsync(new HttpRequestMessage(new HttpMethod(method), "/switch"));

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task A_refused_change_says_which_key_allows_it()
    {
        await using var host = await TestHost.Worker(builder => builder.AddCloudNativeCore().Services.AddCloudNativeOpsEndpoint<Switch>()).StartAsync();

        var response = await host.Ops.PostAsync("/switch", null);

        Assert.Equal("Changes are not allowed here. Set CloudNative:Ops:AllowChanges to true to allow them.\n", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("own", HttpStatusCode.Accepted)]
    [InlineData("http://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("http://127.0.0.1:1", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    public async Task A_page_of_another_origin_can_change_nothing(string origin, HttpStatusCode expected)
    {
        await using var host = await TestHost.Worker(
            builder => builder.AddCloudNativeCore().Services.AddCloudNativeOpsEndpoint<Switch>(), ("environment", Environments.Development)).StartAsync();
        var own = host.Ops.BaseAddress!.GetLeftPart(UriPartial.Authority);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/switch");
        request.Headers.TryAddWithoutValidation("Origin", origin.Replace("own", own, StringComparison.Ordinal));

        using var response = await host.Ops.SendAsync(request);

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal(
            expected == HttpStatusCode.Forbidden
                ? $"Changes from pages of another origin are not allowed: the header Origin must name '{host.Ops.BaseAddress.Authority}'. Leave it out, as curl does.\n"
                : string.Empty,
            await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_413_and_no_error_of_the_service()
    {
        await using var host = await TestHost.Worker(
            builder => builder.AddCloudNativeCore().Services.AddCloudNativeOpsEndpoint<Reader>(), ("CloudNative:Ops:AllowChanges", "true")).StartAsync();

        // The client waits for the answer before it sends the body, which the server would not read.
        using var request = new HttpRequestMessage(HttpMethod.Post, "/reader") { Content = new ByteArrayContent(new byte[(64 * 1024) + 1]) };
        request.Headers.ExpectContinue = true;
        using var response = await host.Ops.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Empty(host.Logs.WithId(8103));
    }

    [Fact]
    public async Task An_endpoint_that_can_only_be_read_answers_405_to_a_change()
    {
        await using var host = await TestHost.Worker(builder => builder.AddCloudNativeCore(), ("CloudNative:Ops:AllowChanges", "true")).StartAsync();

        var response = await host.Ops.PostAsync("/info", null);

        Assert.Equal((HttpStatusCode.MethodNotAllowed, "GET, HEAD"), (response.StatusCode, string.Join(", ", response.Content.Headers.Allow)));
    }

    [Fact]
    public async Task A_failing_endpoint_is_500_and_logged_and_the_server_lives_on()
    {
        await using var host = await TestHost.Worker(builder => builder.AddCloudNativeCore().Services.AddCloudNativeOpsEndpoint<Broken>()).StartAsync();

        var response = await host.Ops.GetAsync("/broken");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("The endpoint failed: FormatException. The log has the details.\n", await response.Content.ReadAsStringAsync());
        Assert.Equal(["CNS8103: the ops endpoint '/broken' failed. The request was answered with 500."], host.Logs.WithId(8103));
        Assert.Equal(HttpStatusCode.OK, (await host.Ops.GetAsync("/info")).StatusCode);
    }

    [Fact]
    public async Task Two_endpoints_of_one_path_are_an_error_at_start()
    {
        await using var host = TestHost.Worker(builder =>
            builder.AddCloudNativeCore().Services.AddCloudNativeOpsEndpoint<Switch>().AddCloudNativeOpsEndpoint<OtherSwitch>());

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(host.StartAsync);

        Assert.Equal(
            $"CNS8104: the ops path '/switch' is served by {typeof(Switch)} and by {typeof(OtherSwitch)}. Register one of them.", exception.Message);
    }

    [Fact]
    public async Task Head_is_answered_like_get_without_a_body()
    {
        await using var host = await TestHost.Worker(builder => builder.AddCloudNativeCore()).StartAsync();

        var response = await host.Ops.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/info/"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(response.Content.Headers.ContentLength > 0);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Middleware_of_the_application_does_not_see_ops_requests()
    {
        await using var host = await TestHost.Web(
            builder => builder.AddCloudNativeCore(),
            app => app.Run(context =>
            {
                context.Response.StatusCode = StatusCodes.Status418ImATeapot;
                return Task.CompletedTask;
            })).StartAsync();

        Assert.Equal(418, (int)(await host.App.GetAsync("/info")).StatusCode);
        Assert.Equal(200, (int)(await host.Ops.GetAsync("/info")).StatusCode);
    }

    private static TcpListener Occupy(out int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        port = ((IPEndPoint)listener.LocalEndpoint).Port;
        return listener;
    }

    private sealed class Witness(IServiceProvider provider, List<string> seen) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => LookAsync(nameof(StartAsync), cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => LookAsync(nameof(StopAsync), cancellationToken);

        private async Task LookAsync(string when, CancellationToken cancellationToken)
        {
            using var client = new HttpClient();
            var response = await client.GetAsync(new Uri($"http://127.0.0.1:{provider.GetRequiredService<IOpsServer>().Port}/info"), cancellationToken);
            seen.Add($"{when} {response.StatusCode}");
        }
    }

    private sealed class Switch : IOpsEndpoint
    {
        public string Path => "/switch";

        public string Description => "Turns something.";

        public Task GetAsync(HttpContext context) => OpsResponse.WriteTextAsync(context, "on\n");

        public Task ChangeAsync(HttpContext context)
        {
            context.Response.StatusCode = StatusCodes.Status202Accepted;
            return Task.CompletedTask;
        }
    }

    private sealed class Reader : IOpsEndpoint
    {
        public string Path => "/reader";

        public string Description => "Reads.";

        public Task GetAsync(HttpContext context) => Task.CompletedTask;

        public Task ChangeAsync(HttpContext context) => context.Request.Body.CopyToAsync(Stream.Null);
    }

    private sealed class OtherSwitch : IOpsEndpoint
    {
        public string Path => "/switch";

        public string Description => "Turns something else.";

        public Task GetAsync(HttpContext context) => Task.CompletedTask;
    }

    private sealed class Broken : IOpsEndpoint
    {
        public string Path => "/broken";

        public string Description => "Fails.";

        public Task GetAsync(HttpContext context) => throw new FormatException("secret detail");
    }
}
