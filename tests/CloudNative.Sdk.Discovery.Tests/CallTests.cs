using System.Net;
using CloudNative.Sdk.Core;
using CloudNative.Sdk.TestSupport;
using CloudNative.Sdk.TestSupport.Processes;
using Microsoft.Extensions.DependencyInjection;

namespace CloudNative.Sdk.Discovery.Tests;

public sealed class CallTests
{
    [Fact]
    public async Task Of_forty_calls_without_retry_at_most_two_meet_the_dead_one_of_two_instances()
    {
        await using var alive = await TestServer.StartAsync("alive");
        await using var caller = await Caller.StartAsync(("Services:catalog:http:0", $"127.0.0.1:{FreePort.Next()}"), ("Services:catalog:http:1", alive.Address));

        var failures = await caller.FailuresAsync("http://catalog/", 40);

        Assert.InRange(failures, 0, 2);
    }

    [Fact]
    public async Task A_dead_backup_is_never_called()
    {
        await using var alive = await TestServer.StartAsync("alive");
        await using var caller = await Caller.StartAsync(builder => builder.AddSource(new ScriptedSource().Says(
            ScriptedSource.Endpoint(alive.Address, priority: 10), ScriptedSource.Endpoint($"127.0.0.1:{FreePort.Next()}", priority: 20))));

        Assert.Equal(0, await caller.FailuresAsync("http://catalog/", 20));
    }

    [Fact]
    public async Task A_source_that_fails_after_a_change_costs_no_call()
    {
        await using var alive = await TestServer.StartAsync("alive");
        var source = new ScriptedSource().Says(alive.Address);
        await using var caller = await Caller.StartAsync(builder => builder.AddSource(source));

        Assert.Equal(0, await caller.FailuresAsync("http://catalog/", 5));
        source.Fails();

        Assert.Equal(0, await caller.FailuresAsync("http://catalog/", 20));
    }

    [Fact]
    public async Task The_first_call_waits_for_the_first_answer()
    {
        await using var alive = await TestServer.StartAsync("alive");
        var source = new ScriptedSource();
        await using var caller = await Caller.StartAsync(builder => builder.AddSource(source));

        var answer = caller.GetAsync("https+http://catalog/items");
        await Eventually.IsTrueAsync(() => source.Asked == 1, "the source is asked");
        source.Says(new ServiceEndpoint("127.0.0.1", new Uri("http://" + alive.Address).Port) { Scheme = "http" });

        Assert.Equal($"alive http {alive.Address} /items", await answer);
    }

    [Fact]
    public async Task A_source_that_does_not_answer_in_time_is_named_in_the_error()
    {
        await using var caller = await Caller.StartAsync(
            builder => builder.AddSource(new ScriptedSource("Registry").Fails("connection refused")), ("CloudNative:Discovery:FirstAnswerTimeout", "00:00:00.2"));

        var exception = await Assert.ThrowsAsync<HttpRequestException>(() => caller.GetAsync("https+http://catalog/"));

        Assert.Equal(
            "CNS8306: the instances of service 'catalog' of 'https+http://catalog' were not known within 00:00:00.2000000. Registry does not answer: connection refused "
            + "Look at the registry, or set CloudNative:Discovery:SnapshotFile to survive its outages.",
            exception.Message);
        Assert.Equal(HttpRequestError.NameResolutionError, exception.HttpRequestError);
    }

    [Fact]
    public async Task While_a_registry_is_down_what_may_be_an_ordinary_host_is_called_as_one_and_only_the_first_call_waits()
    {
        await using var caller = await Caller.StartAsync(
            builder => builder.AddSource(new ScriptedSource("Registry").Fails("connection refused")), ("CloudNative:Discovery:FirstAnswerTimeout", "00:00:02"));
        await Assert.ThrowsAsync<HttpRequestException>(() => caller.GetAsync("http://no-such-host-anywhere/"));
        var start = TimeProvider.System.GetTimestamp();

        var exception = await Assert.ThrowsAsync<HttpRequestException>(() => caller.GetAsync("http://no-such-host-anywhere/"));

        Assert.Equal(HttpRequestError.NameResolutionError, exception.HttpRequestError);
        Assert.Contains("Registry does not answer: connection refused", exception.Message, StringComparison.Ordinal);
        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(1.9));
    }

    [Fact]
    public async Task A_source_may_call_a_service_by_name_itself()
    {
        await using var registry = await TestServer.StartAsync("registry");
        await using var caller = await Caller.StartAsync(
            builder => builder.Services.AddSingleton<IServiceEndpointSource, AskingSource>(), ("Services:registry:http:0", registry.Address), ("CloudNative:Discovery:FirstAnswerTimeout", "00:00:05"));

        Assert.StartsWith("registry http", await caller.GetAsync("http://catalog/"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://catalog/items/../../../../admin")]
    [InlineData("http://catalog/%2e%2e/%2E%2E/admin")]
    public async Task No_request_leaves_the_path_of_its_instance(string uri)
    {
        await using var gateway = await TestServer.StartAsync("gateway");
        await using var caller = await Caller.StartAsync(("Services:catalog:http:0", $"http://{gateway.Address}/catalog/v2"));

        Assert.Equal($"gateway http {gateway.Address} /catalog/v2/admin", await caller.GetAsync(uri));
    }

    [Fact]
    public async Task The_port_of_the_uri_counts_where_the_source_names_none()
    {
        await using var server = await TestServer.StartAsync("one");
        var port = new Uri("http://" + server.Address).Port;
        await using var caller = await Caller.StartAsync(builder => builder.AddSource(new ScriptedSource().Says(new ServiceEndpoint("127.0.0.1", 0))));

        Assert.StartsWith("one http", await caller.GetAsync($"http://catalog:{port}/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_instance_that_makes_no_address_is_left_out()
    {
        await using var server = await TestServer.StartAsync("one");
        await using var caller = await Caller.StartAsync(builder => builder.AddSource(new ScriptedSource().Says(
            new ServiceEndpoint("http://10.0.0.5", 80), new ServiceEndpoint("user@evil", 80), new ServiceEndpoint("10.0.0.5", 80) { Path = "v2" }, ScriptedSource.Endpoint(server.Address))));

        Assert.Equal(0, await caller.FailuresAsync("http://catalog/", 20));
        Assert.Equal(3, caller.Logs.WithId(8317).Count());
    }

    [Fact]
    public async Task A_redirect_to_a_dead_server_is_not_the_fault_of_the_instance()
    {
        await using var first = await TestServer.StartAsync("first", redirectTo: $"http://127.0.0.1:{FreePort.Next()}/");
        await using var second = await TestServer.StartAsync("second", redirectTo: $"http://127.0.0.1:{FreePort.Next()}/");
        await using var caller = await Caller.StartAsync(("Services:catalog:http:0", first.Address), ("Services:catalog:http:1", second.Address));

        Assert.Equal(10, await caller.FailuresAsync("http://catalog/", 10));

        Assert.Empty(Assert.Single(caller.Directory.Watches).Suspects());
    }

    [Fact]
    public async Task A_service_without_instances_is_told_apart_from_an_unknown_one()
    {
        await using var caller = await Caller.StartAsync(builder => builder.AddSource(new ScriptedSource("Registry").Says(Array.Empty<ServiceEndpoint>())));

        var exception = await Assert.ThrowsAsync<HttpRequestException>(() => caller.GetAsync("http://catalog/"));

        Assert.StartsWith("CNS8307: service 'catalog' of 'http://catalog' has no instance now, says the source 'Registry'.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_pass_through_an_unknown_service_is_left_to_dns_with_its_first_scheme()
    {
        await using var server = await TestServer.StartAsync("local");
        await using var caller = await Caller.StartAsync(("CloudNative:Discovery:PassThrough", "true"));
        var port = new Uri("http://" + server.Address).Port;

        Assert.StartsWith("local http", await caller.GetAsync($"http+https://localhost:{port}/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_name_of_the_service_stands_in_the_host_header_where_the_source_says_so()
    {
        await using var server = await TestServer.StartAsync("one");
        var port = new Uri("http://" + server.Address).Port;
        await using var caller = await Caller.StartAsync(builder => builder.AddSource(new ScriptedSource().Says(new ServiceEndpoint("127.0.0.1", port) { HostName = "catalog" })));
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://catalog/");

        using var response = await caller.Client().SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal($"one http catalog:{port} /", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Null(request.Headers.Host);
        Assert.Equal(new Uri("http://catalog/"), request.RequestUri);
    }

    [Fact]
    public async Task Copies_of_a_request_go_to_different_instances_at_once()
    {
        await using var first = await TestServer.StartAsync("first");
        await using var second = await TestServer.StartAsync("second");
        await using var third = await TestServer.StartAsync("third");
        await using var caller = await Caller.StartAsync(
            builder => builder.Services.AddHttpClient("hedging").AddHttpMessageHandler(() => new SendThrice()),
            ("Services:catalog:http:0", first.Address), ("Services:catalog:http:1", second.Address), ("Services:catalog:http:2", third.Address));

        for (var i = 0; i < 10; i++)
        {
            var answer = await caller.Client("hedging").GetStringAsync("http://catalog/", TestContext.Current.CancellationToken);
            Assert.Equal(3, answer.Split(Environment.NewLine).Distinct().Count());
        }
    }

    [Fact]
    public async Task A_blue_green_switch_is_a_change_of_the_configuration()
    {
        await using var blue = await TestServer.StartAsync("blue");
        await using var green = await TestServer.StartAsync("green");
        await using var caller = await Caller.StartAsync(
            builder => builder.AddSource(new ScriptedSource().Says(ScriptedSource.Endpoint(blue.Address, version: "blue"), ScriptedSource.Endpoint(green.Address, version: "green"))),
            ("CloudNative:Discovery:Services:catalog:Subsets:blue:Match", "version=blue"),
            ("CloudNative:Discovery:Services:catalog:Subsets:blue:Weight", "100"),
            ("CloudNative:Discovery:Services:catalog:Subsets:green:Match", "version=green"));
        for (var i = 0; i < 20; i++)
        {
            Assert.StartsWith("blue", await caller.GetAsync("http://catalog/"), StringComparison.Ordinal);
        }

        caller.Configuration["CloudNative:Discovery:Services:catalog:Subsets:blue:Weight"] = "0";
        caller.Configuration["CloudNative:Discovery:Services:catalog:Subsets:green:Weight"] = "100";
        caller.Configuration.Reload();

        for (var i = 0; i < 20; i++)
        {
            Assert.StartsWith("green", await caller.GetAsync("http://catalog/"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_header_keeps_a_user_at_one_subset()
    {
        await using var blue = await TestServer.StartAsync("blue");
        await using var green = await TestServer.StartAsync("green");
        await using var caller = await Caller.StartAsync(
            builder => builder.AddSource(new ScriptedSource().Says(ScriptedSource.Endpoint(blue.Address, version: "blue"), ScriptedSource.Endpoint(green.Address, version: "green"))),
            ("CloudNative:Discovery:Defaults:StickyHeader", "X-User"),
            ("CloudNative:Discovery:Defaults:Subsets:a:Match", "version=blue"),
            ("CloudNative:Discovery:Defaults:Subsets:a:Weight", "1"),
            ("CloudNative:Discovery:Defaults:Subsets:b:Match", "version=green"),
            ("CloudNative:Discovery:Defaults:Subsets:b:Weight", "1"));

        var byUser = new Dictionary<string, HashSet<string>>();
        for (var i = 0; i < 60; i++)
        {
            using var client = caller.Client();
            client.DefaultRequestHeaders.Add("X-User", $"user-{i % 6}");
            var answer = (await client.GetStringAsync("http://catalog/", TestContext.Current.CancellationToken)).Split(' ')[0];
            byUser.TryAdd($"user-{i % 6}", []);
            byUser[$"user-{i % 6}"].Add(answer);
        }

        Assert.All(byUser.Values, answers => Assert.Single(answers));
        Assert.Equal(2, byUser.Values.SelectMany(answers => answers).Distinct().Count());
    }

    [Fact]
    public async Task Other_code_picks_instances_by_the_same_rules()
    {
        await using var caller = await Caller.StartAsync(("Services:orders:tcp:0", "10.0.0.1:5432"), ("Services:orders:tcp:1", "10.0.0.2:5432"));
        var orders = new Uri("tcp://orders");
        using (var call = await caller.Resolver.PickAsync(orders, TestContext.Current.CancellationToken))
        {
            Assert.StartsWith("tcp://10.0.0.", call.Address.AbsoluteUri, StringComparison.Ordinal);
            call.Fail(wasReached: false);
        }

        var dead = Assert.Single(caller.Directory.Watches).Suspects().Single().Endpoint;
        for (var i = 0; i < 10; i++)
        {
            using var call = await caller.Resolver.PickAsync(orders, TestContext.Current.CancellationToken);
            Assert.NotEqual(dead.Host, call.Endpoint.Host);
        }

        Assert.Equal(2, (await caller.Resolver.GetEndpointsAsync(orders, TestContext.Current.CancellationToken)).Count);
        await Assert.ThrowsAsync<ArgumentException>(async () => await caller.Resolver.PickAsync(new Uri("orders", UriKind.Relative), TestContext.Current.CancellationToken));
    }

    private sealed class AskingSource(IHttpClientFactory clients) : IServiceEndpointSource
    {
        public string Name => "Asking";

        public async IAsyncEnumerable<ServiceEndpoints> WatchAsync(ServiceQuery query, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            var answer = await clients.CreateClient().GetStringAsync(new Uri("http://registry/list"), cancellationToken);
            yield return new ServiceEndpoints([ScriptedSource.Endpoint(answer.Split(' ')[2])]);
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
    }

    private sealed class SendThrice : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            TriedInstances.Attach(request);
            var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(async _ =>
            {
                using var copy = new HttpRequestMessage(request.Method, request.RequestUri);
                using var response = await base.SendAsync(copy, cancellationToken);
                return await response.Content.ReadAsStringAsync(cancellationToken);
            }));
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(string.Join(Environment.NewLine, answers)) };
        }
    }
}
