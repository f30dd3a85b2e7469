using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Discovery.Tests;

public sealed class ResolutionTests
{
    [Fact]
    public async Task With_round_robin_requests_go_to_the_instances_in_turn()
    {
        await using var first = await TestServer.StartAsync("first");
        await using var second = await TestServer.StartAsync("second");
        await using var caller = await Caller.StartAsync(
            ("Services:catalog:http:0", first.Address), ("Services:catalog:http:1", "http://" + second.Address), ("CloudNative:Discovery:Defaults:Balancer", "RoundRobin"));

        var answers = new[] { await caller.GetAsync("http://catalog/items?page=2"), await caller.GetAsync("http://catalog/items?page=2"), await caller.GetAsync("http://catalog/items?page=2") };

        Assert.Equal(answers[0], answers[2]);
        Assert.Equal([$"first http {first.Address} /items?page=2", $"second http {second.Address} /items?page=2"], answers[..2].Order());
    }

    [Fact]
    public async Task A_list_of_schemes_takes_the_first_one_that_has_endpoints()
    {
        await using var plain = await TestServer.StartAsync("plain");
        await using var secure = await TestServer.StartAsync("secure", tls: true);
        await using var caller = await Caller.StartAsync(
            builder => builder.Services.ConfigureHttpClientDefaults(http => http.ConfigurePrimaryHttpMessageHandler(
                () => new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator })),
            ("Services:catalog:http:0", plain.Address),
            ("Services:catalog:https:0", secure.Address),
            ("Services:orders:http:0", plain.Address));

        Assert.Equal($"secure https {secure.Address} /", await caller.GetAsync("https+http://catalog/"));
        Assert.Equal($"plain http {plain.Address} /", await caller.GetAsync("http+https://catalog/"));
        Assert.Equal($"plain http {plain.Address} /", await caller.GetAsync("http://catalog/"));
        Assert.Equal($"plain http {plain.Address} /", await caller.GetAsync("https+http://orders/"));
    }

    [Fact]
    public async Task A_named_endpoint_is_called_by_its_name()
    {
        await using var main = await TestServer.StartAsync("main");
        await using var admin = await TestServer.StartAsync("admin");
        await using var caller = await Caller.StartAsync(("Services:catalog:http:0", main.Address), ("Services:catalog:admin:0", admin.Address));

        Assert.StartsWith("admin http", await caller.GetAsync("http://_admin.catalog/"), StringComparison.Ordinal);
        Assert.StartsWith("main http", await caller.GetAsync("http://CATALOG/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_default_endpoint_serves_every_scheme_and_one_address_needs_no_number()
    {
        await using var instance = await TestServer.StartAsync("one");
        await using var caller = await Caller.StartAsync(("Services:catalog:default", instance.Address));

        Assert.StartsWith("one http", await caller.GetAsync("http://catalog/"), StringComparison.Ordinal);
        Assert.StartsWith("one http", await caller.GetAsync("http+https://catalog/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_of_the_address_stands_before_that_of_the_request()
    {
        await using var instance = await TestServer.StartAsync("one");
        await using var caller = await Caller.StartAsync(("Services:catalog:http:0", $"http://{instance.Address}/v2/"));

        Assert.Equal($"one http {instance.Address} /v2/a%20b?q=%2F", await caller.GetAsync("http://catalog/a%20b?q=%2F"));
        Assert.Equal($"one http {instance.Address} /v2?q", await caller.GetAsync("http://catalog?q"));
    }

    [Fact]
    public async Task Variables_of_the_environment_name_endpoints()
    {
        await using var instance = await TestServer.StartAsync("one");
        Environment.SetEnvironmentVariable("services__byenvironment__http__0", instance.Address);
        await using var caller = await Caller.StartAsync(builder => builder.Configuration.AddEnvironmentVariables());

        Assert.StartsWith("one http", await caller.GetAsync("http://byenvironment/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_client_of_the_factory_resolves_and_adding_twice_changes_nothing()
    {
        await using var instance = await TestServer.StartAsync("one");
        await using var caller = await Caller.StartAsync(
            builder =>
            {
                builder.AddCloudNativeDiscovery();
                builder.Services.AddHttpClient("named", http => http.BaseAddress = new Uri("https+http://catalog/api/"));
            },
            ("Services:catalog:http:0", instance.Address));

        Assert.Equal($"one http {instance.Address} /api/items", await caller.Client("named").GetStringAsync("items"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://catalog/sync");
        using var response = caller.Client().Send(request);
        Assert.Equal("http://catalog/sync", request.RequestUri?.ToString());
        Assert.Equal($"one http {instance.Address} /sync", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Each_attempt_of_a_retry_picks_anew_and_sees_the_logical_name()
    {
        await using var alive = await TestServer.StartAsync("alive");
        var attempts = new List<string?>();
        await using var caller = await Caller.StartAsync(
            builder =>
            {
                builder.Services.AddHttpClient("retrying").AddHttpMessageHandler(() => new RetryOnce(attempts));
                builder.AddSource(new ScriptedSource().Says(
                    ScriptedSource.Endpoint($"127.0.0.1:{TestSupport.Processes.FreePort.Next()}", weight: 65535), ScriptedSource.Endpoint(alive.Address)));
            },
            ("CloudNative:Discovery:Defaults:Balancer", "Weighted"));

        Assert.StartsWith("alive", await caller.Client("retrying").GetStringAsync("http://catalog/"), StringComparison.Ordinal);
        Assert.Equal(["http://catalog/", "http://catalog/"], attempts);
    }

    [Fact]
    public async Task A_change_of_the_configuration_is_followed()
    {
        await using var old = await TestServer.StartAsync("old");
        await using var fresh = await TestServer.StartAsync("fresh");
        await using var caller = await Caller.StartAsync(("Services:catalog:http:0", old.Address));
        Assert.StartsWith("old", await caller.GetAsync("http://catalog/"), StringComparison.Ordinal);

        caller.Configuration["Services:catalog:http:0"] = fresh.Address;
        caller.Configuration.Reload();

        Assert.StartsWith("fresh", await caller.GetAsync("http://catalog/"), StringComparison.Ordinal);
        Assert.Equal(["The section 'Services' has changed; services with endpoints: catalog"], caller.Logs.WithId(8305));
    }

    [Fact]
    public async Task A_change_elsewhere_in_the_configuration_changes_nothing_here()
    {
        await using var instance = await TestServer.StartAsync("good");
        await using var caller = await Caller.StartAsync(("Services:catalog:http:0", instance.Address));

        caller.Configuration["Feature:Flag"] = "on";
        caller.Configuration.Reload();

        Assert.Empty(caller.Logs.WithId(8305));
    }

    [Fact]
    public async Task Faults_do_not_show_what_may_be_secret()
    {
        var exception = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(
            () => Caller.StartAsync(("Services:a:http:0", "http://user:hunter2@host:x"), ("Services:Payments:ApiKey", "sk live/secret"), ("Services:mail", "p4ssw0rd !")));

        Assert.Equal(
            [
                "Services:a:http:0 must be host[:port] or scheme://host[:port][/path], but was 'http://***@host:x'.",
                "Services:mail must hold endpoints, as Services:mail:http:0, but was a value that is no address.",
                "Services:Payments:ApiKey must be host[:port] or scheme://host[:port][/path], but was a value that is no address.",
            ],
            exception.Failures.Order(StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_change_with_faults_leaves_the_last_good_state()
    {
        await using var instance = await TestServer.StartAsync("good");
        await using var caller = await Caller.StartAsync(("Services:catalog:http:0", instance.Address));

        caller.Configuration["Services:catalog:http:0"] = "not an address";
        caller.Configuration.Reload();

        Assert.StartsWith("good", await caller.GetAsync("http://catalog/"), StringComparison.Ordinal);
        Assert.Equal(
            ["CNS8304: the changed section 'Services' is not used, the one before it stays: "
                + "Services:catalog:http:0 must be host[:port] or scheme://host[:port][/path], but was a value that is no address."],
            caller.Logs.WithId(8304));
    }

    [Fact]
    public async Task Addresses_of_hosts_are_left_alone()
    {
        await using var instance = await TestServer.StartAsync("real");
        await using var caller = await Caller.StartAsync(("Services:catalog:http:0", "127.0.0.1:1"));
        var port = instance.Address.Split(':')[1];

        Assert.StartsWith("real http 127.0.0.1", await caller.GetAsync($"http://127.0.0.1:{port}/"), StringComparison.Ordinal);
        Assert.StartsWith("real http localhost", await caller.GetAsync($"http://localhost:{port}/"), StringComparison.Ordinal);
    }

    private sealed class RetryOnce(List<string?> attempts) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            attempts.Add(request.RequestUri?.ToString());
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (HttpRequestException) when (attempts.Count == 1)
            {
                return await SendAsync(request, cancellationToken);
            }
        }
    }
}
