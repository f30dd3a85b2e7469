using System.Text.Json.Nodes;
using CloudNative.Sdk.Integration.Tests.Components;
using CloudNative.Sdk.TestSupport;
using CloudNative.Sdk.TestSupport.Components;

namespace CloudNative.Sdk.Integration.Tests.Consul;

public sealed class FindingServicesTests(ITestOutputHelper output)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_is_visible_to_callers_within_100_ms_in_the_median()
    {
        await using var agent = await RealComponent.StartConsulAsync(settings: null, Cancellation);
        await ConsulCaller.RegisterAsync(agent, 9000, Cancellation);
        await using var caller = await ConsulCaller.StartAsync(agent.Address);
        await caller.SeesAsync(Cancellation, 9000);

        List<double> delays = [];
        for (var version = 1; version <= 15; version++)
        {
            var wanted = $"{version}";
            await ConsulCaller.RegisterAsync(agent, 9000, Cancellation, ("version", wanted));
            var changed = TimeProvider.System.GetTimestamp();
            while ((await caller.EndpointsAsync(Cancellation))[0].Metadata.GetValueOrDefault("version") != wanted)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(1), Cancellation);
            }

            delays.Add(TimeProvider.System.GetElapsedTime(changed).TotalMilliseconds);

            // Changes without a pause are another matter: they are followed once a second.
            await Task.Delay(TimeSpan.FromMilliseconds(500), Cancellation);
        }

        delays.Sort();
        output.WriteLine($"visible after {delays[7]:F1} ms in the median, {delays[^1]:F1} ms at most");
        Assert.InRange(delays[7], 0, 100);
    }

    [Fact]
    public async Task No_call_fails_while_the_agent_hangs_is_killed_and_comes_back_empty()
    {
        await using var one = await CatalogInstance.StartAsync("one");
        await using var two = await CatalogInstance.StartAsync("two");
        await using var agent = await RealComponent.StartConsulAsync(settings: null, Cancellation);
        await ConsulCaller.RegisterAsync(agent, one.Port, Cancellation);
        await ConsulCaller.RegisterAsync(agent, two.Port, Cancellation);
        await using var caller = await ConsulCaller.StartAsync(agent.Address, ("Consul:WaitTime", "00:00:01"));
        await caller.SeesAsync(Cancellation, one.Port, two.Port);

        var (calls, failures) = await caller.CallDuringAsync(
            async () =>
            {
                agent.Pause();
                await Eventually.IsTrueAsync(() => caller.Logs.WithId(8308).Any(), "the failure of the agent that hangs");
                agent.Resume();
                await Eventually.IsTrueAsync(() => caller.Logs.WithId(8309).Any(), "the agent to answer again");
                await agent.KillAsync(Cancellation);
                await Eventually.IsTrueAsync(() => caller.Logs.WithId(8308).Count() == 2, "the failure of the agent that is gone");
                await agent.RestartEmptyAsync(Cancellation);
                await Eventually.IsTrueAsync(() => caller.Logs.WithId(8331).Any(), "the agent without its data");
                await ConsulCaller.RegisterAsync(agent, one.Port, Cancellation);
                await Task.Delay(TimeSpan.FromSeconds(1), Cancellation);
            },
            Cancellation);

        output.WriteLine($"{failures.Count} of {calls} calls failed");
        Assert.Empty(failures);
        await caller.SeesAsync(Cancellation, one.Port, two.Port);
    }

    [Fact]
    public async Task No_call_fails_while_the_leader_is_killed_and_the_quorum_is_lost_and_a_new_caller_finds_the_service_all_the_same()
    {
        await using var one = await CatalogInstance.StartAsync("one");
        await using var cluster = await RealComponent.StartConsulClusterAsync(3, settings: null, Cancellation);
        var leader = await cluster.LeaderAsync(Cancellation);
        var followers = cluster.Servers.Where(server => server != leader).ToArray();
        await ConsulCaller.RegisterAsync(followers[0], one.Port, Cancellation);
        (string, string)[] settings = [("Consul:WaitTime", "00:00:01"), ("Consul:MaxStaleness", "00:00:02")];
        await using var caller = await ConsulCaller.StartAsync(followers[0].Address, settings);
        await caller.SeesAsync(Cancellation, one.Port);

        var (calls, failures) = await caller.CallDuringAsync(
            async () =>
            {
                await leader.KillAsync(Cancellation);
                await cluster.LeaderAsync(Cancellation);
                await followers[1].KillAsync(Cancellation);
                await Eventually.IsTrueAsync(() => caller.Logs.WithId(8330).Any(), "the list to be known as old");
            },
            Cancellation);

        output.WriteLine($"{failures.Count} of {calls} calls failed");
        Assert.Empty(failures);
        Assert.Empty(caller.Logs.WithId(8308));
        await using var late = await ConsulCaller.StartAsync(followers[0].Address, settings);
        Assert.Equal("one", await late.CallAsync(Cancellation));
    }

    [Fact]
    public async Task A_token_may_read_or_not_and_is_never_logged()
    {
        var management = Guid.NewGuid().ToString();
        await using var agent = await RealComponent.StartConsulAsync(new ConsulSettings { ManagementToken = management }, Cancellation);
        await ConsulCaller.RegisterAsync(agent, 9000, Cancellation);
        var token = await agent.CreateTokenAsync("""service_prefix "" { policy = "read" } node_prefix "" { policy = "read" }""", Cancellation);
        var unknown = Guid.NewGuid().ToString();

        await using (var caller = await ConsulCaller.StartAsync(agent.Address, ("Consul:Token", token)))
        {
            await caller.SeesAsync(Cancellation, 9000);
        }

        await using var refused = await ConsulCaller.StartAsync(agent.Address, ("Consul:Token", unknown), ("FirstAnswerTimeout", "00:00:01"));
        var exception = await Assert.ThrowsAsync<HttpRequestException>(() => refused.CallAsync(Cancellation));
        output.WriteLine(exception.Message);
        Assert.Contains("answered 403 Forbidden, 'ACL not found'", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(refused.Logs.Entries, entry => $"{entry.Text} {entry.Exception}".Contains(unknown, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tls_with_a_certificate_of_ones_own()
    {
        using var certificates = new ConsulCertificates();
        using var folder = new ScratchFolder();
        var (certificate, key) = certificates.Client("caller");
        var authorityFile = await folder.WriteAsync("ca.pem", certificates.AuthorityPem, Cancellation);
        var certificateFile = await folder.WriteAsync("client.pem", certificate, Cancellation);
        var keyFile = await folder.WriteAsync("client.key", key, Cancellation);
        await using var agent = await RealComponent.StartConsulAsync(new ConsulSettings { Certificates = certificates, VerifyClients = true }, Cancellation);
        await ConsulCaller.RegisterAsync(agent, 9000, Cancellation);

        await using (var caller = await ConsulCaller.StartAsync(
            agent.SecureAddress, ("Consul:CaFile", authorityFile), ("Consul:ClientCertificateFile", certificateFile), ("Consul:ClientKeyFile", keyFile)))
        {
            await caller.SeesAsync(Cancellation, 9000);
        }

        await using var distrustful = await ConsulCaller.StartAsync(agent.SecureAddress, ("FirstAnswerTimeout", "00:00:01"));
        var exception = await Assert.ThrowsAsync<HttpRequestException>(() => distrustful.CallAsync(Cancellation));
        output.WriteLine(exception.Message);
        Assert.Contains("certificate", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_data_centre_takes_over_where_the_first_has_no_instance()
    {
        await using var here = await CatalogInstance.StartAsync("east");
        await using var there = await CatalogInstance.StartAsync("west");
        await using var east = await RealComponent.StartConsulClusterAsync(1, new ConsulSettings { DataCenter = "east" }, Cancellation);
        await using var west = await RealComponent.StartConsulClusterAsync(1, new ConsulSettings { DataCenter = "west" }, Cancellation);
        await east.JoinAsync(west, Cancellation);
        await ConsulCaller.RegisterAsync(east.Servers[0], here.Port, Cancellation);
        await ConsulCaller.RegisterAsync(west.Servers[0], there.Port, Cancellation);
        await using var caller = await ConsulCaller.StartAsync(east.Servers[0].Address, ("Consul:Datacenters:0", "east"), ("Consul:Datacenters:1", "west"));
        await caller.SeesAsync(Cancellation, here.Port, there.Port);
        Assert.Equal("east", await caller.CallAsync(Cancellation));

        var (calls, failures) = await caller.CallDuringAsync(
            async () =>
            {
                await east.Servers[0].PutAsync($"/v1/agent/service/deregister/catalog-{here.Port}", body: null, Cancellation);
                await caller.SeesAsync(Cancellation, there.Port);
            },
            Cancellation);

        output.WriteLine($"{failures.Count} of {calls} calls failed");
        Assert.Empty(failures);
        Assert.Equal("west", await caller.CallAsync(Cancellation));
    }

    [Fact]
    public async Task A_blue_green_switch_is_one_write_and_no_call_fails()
    {
        await using var blue = await CatalogInstance.StartAsync("blue");
        await using var green = await CatalogInstance.StartAsync("green");
        await using var agent = await RealComponent.StartConsulAsync(settings: null, Cancellation);
        await ConsulCaller.RegisterAsync(agent, blue.Port, Cancellation, ("colour", "blue"));
        await ConsulCaller.RegisterAsync(agent, green.Port, Cancellation, ("colour", "green"));
        await RouteAsync(blueWeight: 1, greenWeight: 0);
        await using var caller = await ConsulCaller.StartAsync(agent.Address, ("Consul:Routing", "true"));
        Assert.Equal("blue", await caller.CallAsync(Cancellation));

        var (calls, failures) = await caller.CallDuringAsync(
            async () =>
            {
                foreach (var colour in (string[])["green", "blue", "green", "blue", "green"])
                {
                    await RouteAsync(blueWeight: colour == "blue" ? 1 : 0, greenWeight: colour == "green" ? 1 : 0);
                    await Eventually.IsTrueAsync(async () => await caller.CallAsync(Cancellation) == colour, $"the switch to {colour}");
                    await Task.Delay(TimeSpan.FromMilliseconds(300), Cancellation);
                }
            },
            Cancellation);

        output.WriteLine($"{failures.Count} of {calls} calls failed");
        Assert.Empty(failures);
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal("green", await caller.CallAsync(Cancellation));
        }

        Task<string> RouteAsync(int blueWeight, int greenWeight) => agent.PutAsync(
            "/v1/kv/cloudnative/discovery/catalog",
            new JsonObject
            {
                ["Subsets"] = new JsonObject
                {
                    ["blue"] = new JsonObject { ["Match"] = "colour=blue", ["Weight"] = blueWeight },
                    ["green"] = new JsonObject { ["Match"] = "colour=green", ["Weight"] = greenWeight },
                },
            },
            Cancellation);
    }
}
