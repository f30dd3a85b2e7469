using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text.Json.Nodes;
using CloudNative.Sdk.TestSupport;

namespace CloudNative.Sdk.Discovery.Consul.Tests.Registration;

public sealed class RegistrationLoopTests
{
    [Fact]
    public async Task Everything_that_is_known_of_the_instance_is_registered()
    {
        await using var agent = await PretendAgent.StartAsync();
        await using var host = await Registered.Web(
            agent,
            ($"{Registered.Section}:Tags:0", "v1"), ($"{Registered.Section}:Meta:team", "shop"), ($"{Registered.Section}:Meta:zone", "own"),
            ($"{Registered.Section}:Colour", "green"), ($"{Registered.Section}:WarningWeight", "0")).StartAsync();

        await agent.UntilAsync("catalog-1");

        var expected = $$$"""
            {"ID":"catalog-1","Name":"catalog","Address":"127.0.0.1","Port":{{{host.App.BaseAddress!.Port}}},"Tags":["v1"],
             "Meta":{"team":"shop","zone":"own","version":"1.4.2","commit":"4f1c2ab","branch":"main","colour":"green","scheme":"http","secure":"false","ops_port":"{{{host.Ops.BaseAddress!.Port}}}"},
             "Weights":{"Passing":1,"Warning":0},
             "Check":{"CheckID":"service:catalog-1","Name":"Health of catalog","Status":"passing","DeregisterCriticalServiceAfter":"300000ms","TTL":"15000ms"}}
            """;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), agent.Services["catalog-1"]), agent.Services["catalog-1"].ToJsonString());
    }

    [Fact]
    public async Task The_service_answers_before_it_is_registered()
    {
        await using var agent = await PretendAgent.StartAsync();
        var answer = new TaskCompletionSource<string>();
        agent.Before = async context =>
        {
            if (context.Request.Path == "/v1/agent/service/register")
            {
                var service = (await JsonNode.ParseAsync(context.Request.Body))!;
                using var http = new HttpClient();
                answer.TrySetResult(await http.GetStringAsync($"http://{service["Address"]}:{service["Port"]}/"));
            }

            return false;
        };
        await using var host = await Registered.Web(agent).StartAsync();

        Assert.Equal("ok", await answer.Task.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    /// <remarks>What somebody changes before it is read back would be taken for ours, and never set right.</remarks>
    [Fact]
    public async Task What_was_registered_is_read_back_at_once()
    {
        await using var agent = await PretendAgent.StartAsync();
        await using var host = await Registered.Web(agent).StartAsync();

        await Eventually.IsTrueAsync(() => agent.Calls.Count >= 3, "the registration and the first report of health");

        Assert.Equal(["register", "catalog-1", "update"], agent.Calls.Take(3));
    }

    [Theory]
    [InlineData(404, "Unknown check ID \"service:catalog-1\"")]
    [InlineData(500, "CheckID \"service:catalog-1\" does not have associated TTL")]
    public async Task An_agent_that_does_not_know_the_check_is_registered_at_again(int status, string text)
    {
        await using var agent = await PretendAgent.StartAsync();
        await using var host = await Registered.Web(agent, ($"{Registered.Section}:Ttl", "00:00:03"), ($"{Registered.Section}:VerifyPeriod", "01:00:00")).StartAsync();
        await Eventually.IsTrueAsync(() => host.Logs.WithId(8340).Any(), "the registration");

        agent.Refuse("/v1/agent/check/update", status, text);
        await Eventually.IsTrueAsync(() => agent.Calls.Count(call => call == "register") == 2, "a second registration");
        agent.Before = _ => Task.FromResult(false);

        await Eventually.IsTrueAsync(
            () => host.Logs.WithId(8340).Any(text => text == $"Registered 'catalog' in Consul as 'catalog-1' with 127.0.0.1, port {host.App.BaseAddress!.Port}: Consul did not know it any more"),
            "the second registration is told");
    }

    [Fact]
    public async Task A_registration_that_Consul_finds_wrong_is_told_once_with_its_own_words()
    {
        await using var agent = await PretendAgent.StartAsync();
        agent.Refuse("/v1/agent/service/register", 400, "Invalid service meta");
        await using var host = await Registered.Web(agent).StartAsync();

        await Eventually.IsTrueAsync(() => agent.Calls.Count >= 3, "more attempts");

        Assert.Contains("400 BadRequest, 'Invalid service meta'. Correct CloudNative:Discovery:Consul:Registration. It is tried again", Assert.Single(host.Logs.WithId(8342)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_token_the_refusal_says_where_to_set_one()
    {
        await using var agent = await PretendAgent.StartAsync();
        agent.Refuse("/v1/agent/service/register", 403, "Permission denied");
        await using var host = await Registered.Web(agent).StartAsync();

        await Eventually.IsTrueAsync(() => host.Logs.WithId(8342).Any(), "the refusal");

        Assert.Contains(
            """Set CloudNative:Discovery:Consul:Token or :TokenFile to a token with a policy that holds: service "catalog" { policy = "write" }.""",
            host.Logs.WithId(8342).First(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_is_under_way_at_the_stop_does_not_outlive_the_deregistration()
    {
        await using var agent = await PretendAgent.StartAsync();
        var (entered, proceed) = (new TaskCompletionSource(), new TaskCompletionSource());
        agent.Before = async context =>
        {
            if (context.Request.Path == "/v1/agent/service/register")
            {
                entered.TrySetResult();
                await proceed.Task;
            }

            return false;
        };
        await using var host = await Registered.Web(agent).StartAsync();
        await entered.Task.WaitAsync(TimeSpan.FromSeconds(20));

        // A registration that is not known to the service yet is deregistered all the same.
        var stop = host.StopAsync();
        proceed.SetResult();
        await stop;

        Assert.Empty(agent.Services);
        Assert.True(agent.Calls.ToList().LastIndexOf("register") < agent.Calls.ToList().IndexOf("deregister"), string.Join(' ', agent.Calls));
    }

    [Fact]
    public async Task A_deregistration_without_effect_is_repeated_and_told()
    {
        await using var agent = await PretendAgent.StartAsync();
        await using var host = await Registered.Web(agent, ($"{Registered.Section}:LeaveTimeout", "00:00:00.5")).StartAsync();
        await Eventually.IsTrueAsync(() => host.Logs.WithId(8340).Any(), "the registration");
        agent.Before = context => Task.FromResult(context.Request.Path.StartsWithSegments("/v1/agent/service/deregister"));

        await host.StopAsync();

        Assert.Contains("Consul still knows it.", Assert.Single(host.Logs.WithId(8345)), StringComparison.Ordinal);
        Assert.True(agent.Calls.Count(call => call == "deregister") > 1);
    }

    [Fact]
    public async Task A_worker_is_registered_only_with_a_port()
    {
        await using var agent = await PretendAgent.StartAsync();
        await using var without = await Registered.Worker(agent).StartAsync();
        await using var with = await Registered.Worker(agent, ($"{Registered.Section}:Port", "9000"), ($"{Registered.Section}:Id", "w")).StartAsync();

        await agent.UntilAsync("w");
        await Eventually.IsTrueAsync(() => without.Logs.WithId(8348).Any(), "the warning");

        Assert.Equal(["w"], agent.Services.Keys);
        Assert.Equal(("", 9000), (agent.Services["w"]["Address"]!.GetValue<string>(), agent.Services["w"]["Port"]!.GetValue<int>()));
        Assert.Equal(
            "CNS8348: 'catalog' is not registered in Consul, as it listens on no port. Set CloudNative:Discovery:Consul:Registration:Port to the port that others call, or :Enabled to false.",
            Assert.Single(without.Logs.WithId(8348)));
    }

    [Fact]
    public async Task A_service_on_the_loopback_is_not_registered_at_an_agent_elsewhere()
    {
        // Nothing is sent there: 192.0.2.0/24 is for documentation (RFC 5737).
        await using var host = await Registered.Web("http://192.0.2.1:8500").StartAsync();

        await Eventually.IsTrueAsync(() => host.Logs.WithId(8350).Any(), "the warning");

        Assert.StartsWith(
            "CNS8350: 'catalog' is not registered in Consul: the server listens on '127.0.0.1' only, which the agent at 'http://192.0.2.1:8500' would give to callers on other machines",
            Assert.Single(host.Logs.WithId(8350)),
            StringComparison.Ordinal);
        using var page = JsonDocument.Parse(await host.Ops.GetStringAsync("/discovery"));
        Assert.StartsWith("the server listens on", page.RootElement.GetProperty("consulRegistration").GetProperty("fault").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_check_by_HTTP_asks_the_probe_of_the_ops_server_or_a_path_of_the_service()
    {
        await using var agent = await PretendAgent.StartAsync();
        await using var probe = await Registered.Web(agent, ($"{Registered.Section}:Check", "Http"), ($"{Registered.Section}:Id", "probe")).StartAsync();
        await using var path = await Registered.Web(
            agent, ($"{Registered.Section}:Check", "http"), ($"{Registered.Section}:CheckPath", "/ok"), ($"{Registered.Section}:Id", "path")).StartAsync();

        await agent.UntilAsync("probe");
        await agent.UntilAsync("path");

        Assert.Equal($"{probe.Ops.BaseAddress}healthz/ready", agent.Services["probe"]["Check"]!["HTTP"]!.GetValue<string>());
        Assert.Equal($"{path.App.BaseAddress}ok", agent.Services["path"]["Check"]!["HTTP"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_service_that_is_not_to_be_registered_asks_nothing()
    {
        await using var agent = await PretendAgent.StartAsync();
        await using var host = await Registered.Web(agent, ($"{Registered.Section}:Enabled", "false")).StartAsync();

        await host.StopAsync();

        Assert.Empty(agent.Calls);
    }

    [Fact]
    public async Task A_gauge_and_the_discovery_page_show_where_the_registration_stands()
    {
        await using var agent = await PretendAgent.StartAsync();
        var value = -1;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "cloudnative.discovery.registration")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<int>((_, measurement, _, _) => value = Math.Max(value, measurement));
        listener.Start();
        await using var host = await Registered.Web(agent).StartAsync();
        await Eventually.IsTrueAsync(() => host.Logs.WithId(8340).Any(), "the registration");

        await Eventually.IsTrueAsync(() =>
        {
            listener.RecordObservableInstruments();
            return value == 1;
        }, "the gauge");
        using var page = JsonDocument.Parse(await host.Ops.GetStringAsync("/discovery"));
        var report = page.RootElement.GetProperty("consulRegistration");
        Assert.Equal((true, "catalog-1"), (report.GetProperty("registered").GetBoolean(), report.GetProperty("id").GetString()));
    }
}
