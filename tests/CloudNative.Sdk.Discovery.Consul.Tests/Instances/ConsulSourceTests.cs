using System.Text.Json.Nodes;

namespace CloudNative.Sdk.Discovery.Consul.Tests.Instances;

public sealed class ConsulSourceTests : IAsyncLifetime
{
    private ScriptedAgent _agent = null!;

    public async ValueTask InitializeAsync() => _agent = await ScriptedAgent.StartAsync();

    public ValueTask DisposeAsync() => _agent.DisposeAsync();

    [Fact]
    public async Task An_instance_is_called_by_its_address_weight_zone_and_metadata()
    {
        var state = await FirstAsync(Health.Instance("c-1").Meta(("version", "1.2"), ("zone", "a"), ("secure", "false")).Tags("colour=green", "version=9", "canary"));

        var endpoint = Assert.Single(state.Endpoints);
        Assert.Equal(("n1/c-1", "10.0.0.1", 8080, "http", 10, "a", "dc1", 0), (endpoint.Id, endpoint.Host, endpoint.Port, endpoint.Scheme, endpoint.Weight, endpoint.Zone, endpoint.DataCenter, endpoint.Priority));
        Assert.Equal(["colour=green", "secure=false", "tag.canary=true", "version=1.2", "zone=a"], endpoint.Metadata.Select(pair => $"{pair.Key}={pair.Value}").Order());
        Assert.Equal("/v1/health/service/catalog", Assert.Single(_agent.Calls.Take(1)).Path);
    }

    [Fact]
    public async Task The_filter_goes_to_consul()
    {
        _agent.Next(1, Health.None);
        await using var watching = new Watching(_agent.Options(options => options.Filter = "Service.Tags contains \"v1\""));
        await watching.NextAsync();

        Assert.Equal("?filter=Service.Tags%20contains%20%22v1%22&stale", _agent.Calls[0].Query);
    }

    [Theory]
    [InlineData("passing", 10)]
    [InlineData("warning", 2)]
    public async Task The_worst_check_decides_about_the_weight(string check, int weight) =>
        Assert.Equal(weight, Assert.Single((await FirstAsync(Health.Instance("c-1", check: check))).Endpoints).Weight);

    [Fact]
    public async Task Critical_instances_and_those_in_maintenance_are_left_out()
    {
        var inMaintenance = Health.Instance("c-3", port: 3);
        inMaintenance["Checks"]!.AsArray().Add(Health.Check("_service_maintenance:c-3", "critical"));
        var state = await FirstAsync(Health.Instance("c-1", port: 1), Health.Instance("c-2", port: 2, check: "critical"), inMaintenance);

        Assert.Equal([1], state.Endpoints.Select(endpoint => endpoint.Port));
    }

    [Fact]
    public async Task A_service_whose_every_instance_is_critical_is_known_and_has_none()
    {
        var state = await FirstAsync(Health.Instance("c-1", check: "critical"));

        Assert.True(state.IsKnown);
        Assert.Empty(state.Endpoints);
    }

    [Fact]
    public async Task What_an_agent_that_has_left_put_back_without_checks_is_left_out()
    {
        var state = await FirstAsync(Health.Instance("c-1", check: null));

        Assert.True(state.IsKnown);
        Assert.Empty(state.Endpoints);
    }

    [Fact]
    public async Task A_node_without_an_agent_never_had_checks()
    {
        var external = Health.Instance("c-1", check: null).With("Node", "Meta", new JsonObject { ["external-node"] = "true" });

        Assert.Single((await FirstAsync(external)).Endpoints);
    }

    [Fact]
    public async Task An_instance_that_had_checks_does_not_come_back_without()
    {
        var external = Health.Instance("c-1").With("Node", "Meta", null);
        _agent.Next(5, Health.Of(external));
        _agent.Next(6, Health.None);
        _agent.Next(7, Health.Of(Health.Instance("c-1", check: null).With("Node", "Meta", null)));
        await using var watching = new Watching(_agent.Options());

        Assert.Single((await watching.NextAsync()).Endpoints);
        Assert.Empty((await watching.NextAsync()).Endpoints);
        Assert.Empty((await watching.NextAsync()).Endpoints);
    }

    [Fact]
    public async Task An_instance_without_an_address_is_called_by_that_of_its_node_and_one_without_a_port_not_at_all()
    {
        var state = await FirstAsync(Health.Instance("c-1", address: string.Empty), Health.Instance("c-2", port: 0));

        Assert.Equal(["10.0.0.99:8080"], state.Endpoints.Select(endpoint => endpoint.ToString()));
    }

    [Fact]
    public async Task A_tagged_address_is_called_where_the_options_name_it()
    {
        var tagged = new JsonObject { ["lan_ipv6"] = new JsonObject { ["Address"] = "fd00::1", ["Port"] = 9 } };
        _agent.Next(1, Health.Of(Health.Instance("c-1").With("Service", "TaggedAddresses", tagged), Health.Instance("c-2")));
        await using var watching = new Watching(_agent.Options(options => options.TaggedAddress = "lan_ipv6"));

        Assert.Equal(["fd00::1:9", "10.0.0.1:8080"], (await watching.NextAsync()).Endpoints.Select(endpoint => endpoint.ToString()));
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("admin", "; known services: basket, consul, orders")]
    public async Task A_service_that_consul_never_had_is_unknown_and_those_that_it_has_are_named_where_it_can_be_no_host(string? endpoint, string names)
    {
        _agent.Next(5, Health.None);
        await using var watching = new Watching(_agent.Options(), endpoint: endpoint);
        var state = await watching.NextAsync();

        Assert.False(state.IsKnown);
        Assert.Equal($"Consul at {_agent.Address} has no service 'catalog'{names}", state.Reason);
        Assert.Equal(names.Length > 0, _agent.HasToldNames);
    }

    [Fact]
    public async Task A_service_whose_last_instance_was_deregistered_stays_known()
    {
        _agent.Next(5, Health.Of(Health.Instance("c-1")));
        _agent.Next(6, Health.None);
        await using var watching = new Watching(_agent.Options());

        Assert.Single((await watching.NextAsync()).Endpoints);
        var state = await watching.NextAsync();
        Assert.True(state.IsKnown);
        Assert.Empty(state.Endpoints);
    }

    [Fact]
    public async Task A_change_is_told_and_an_answer_without_one_is_told_by_the_same_object()
    {
        _agent.Next(5, Health.Of(Health.Instance("c-1"), Health.Instance("c-2", port: 2)));
        _agent.Next(6, Health.Of(Health.Instance("c-2", port: 2), Health.Instance("c-1")));
        _agent.Next(7, Health.Of(Health.Instance("c-1").Meta(("version", "2"))));
        await using var watching = new Watching(_agent.Options());
        var first = await watching.NextAsync();

        Assert.Same(first, await watching.NextAsync());
        Assert.Equal("2", Assert.Single((await watching.NextAsync()).Endpoints).Metadata["version"]);
    }

    [Theory]
    [InlineData("""[{"Node":{"Node":"n1"},"Service":{"ID":"c-1","Po""")]
    [InlineData("<html>")]
    [InlineData("null")]
    [InlineData("[null]")]
    [InlineData("""[{"Node":{"Node":"n1"}}]""")]
    [InlineData("""[{"Node":null,"Service":null}]""")]
    [InlineData("""[{"Node":{"Node":"n1"},"Service":{"ID":"c-1","Port":"x"}}]""")]
    [InlineData("")]
    public async Task An_answer_that_is_no_list_of_instances_is_a_failure(string body)
    {
        _agent.Next(5, body);
        await using var watching = new Watching(_agent.Options());

        Assert.StartsWith(
            $"reading the instances of 'catalog': Consul at {_agent.Address} failed: the answer is no list of instances", await watching.FailureAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500, "No cluster leader", "500 InternalServerError")]
    [InlineData(403, "ACL not found", "403 Forbidden")]
    [InlineData(429, "Your IP is issuing too many concurrent connections", "429 TooManyRequests")]
    public async Task A_refusal_is_a_failure_and_the_next_watch_goes_on(int status, string text, string shown)
    {
        _agent.Next(5, Health.Of(Health.Instance("c-1")));
        _agent.Refuse(status, text);
        _agent.Next(5, Health.Of(Health.Instance("c-1")));
        await using var watching = new Watching(_agent.Options());
        await watching.NextAsync();

        Assert.Equal($"reading the instances of 'catalog': Consul at {_agent.Address} answered {shown}, '{text}'.", await watching.FailureAsync());
        Assert.Single((await watching.NextAsync()).Endpoints);
        Assert.Equal(["?stale", "?stale&index=5&wait=60000ms", "?stale"], _agent.Calls.Take(3).Select(call => call.Query));
    }

    [Fact]
    public async Task The_endpoint_of_a_name_is_in_the_metadata()
    {
        var instance = Health.Instance("c-1").Meta(("endpoint_admin", "https://10.0.0.2:9443/manage/"), ("ops_port", "8081"));

        Assert.Equal(("10.0.0.2", 9443, "https", "/manage", "catalog"), await NamedAsync("admin", instance));
        Assert.Equal(("10.0.0.1", 8081, "http", "", null), await NamedAsync("ops", instance));
        Assert.Equal(("10.0.0.1", 8080, "http", "", null), await NamedAsync("default", instance));
    }

    [Fact]
    public async Task An_endpoint_that_no_instance_has_is_unknown_and_the_reason_names_those_that_there_are()
    {
        _agent.Next(5, Health.Of(Health.Instance("c-1").Meta(("endpoint_admin", "9000"), ("ops_port", "8081"))));
        await using var watching = new Watching(_agent.Options(), endpoint: "admn");

        Assert.Equal($"Consul at {_agent.Address}: the instances of 'catalog' have no endpoint 'admn'; known endpoints: admin, ops", (await watching.NextAsync()).Reason);
    }

    [Theory]
    [InlineData(null, new[] { "https", "http" }, "http")]
    [InlineData(null, new[] { "https" }, null)]
    [InlineData("https", new[] { "https", "http" }, "https")]
    [InlineData("https", new[] { "http" }, "https")]
    [InlineData("http", new[] { "https", "http" }, "http")]
    [InlineData("http", new[] { "tcp" }, null)]
    [InlineData("https", new[] { "tcp" }, null)]
    public async Task The_scheme_is_that_of_the_instance_else_plain_where_the_query_allows_it(string? own, string[] asked, string? used)
    {
        var instance = own is null ? Health.Instance("c-1") : Health.Instance("c-1").Meta(("scheme", own));
        _agent.Next(5, Health.Of(instance));
        await using var watching = new Watching(_agent.Options(), time: null, endpoint: null, asked);

        Assert.Equal(used, Assert.Single((await watching.NextAsync()).Endpoints).Scheme);
    }

    [Theory]
    [InlineData(null, "10.0.0.1", new[] { "https" }, "catalog")]
    [InlineData("https", "10.0.0.1", new[] { "http" }, "catalog")]
    [InlineData("https", "catalog-1.internal", new[] { "https" }, null)]
    [InlineData(null, "10.0.0.1", new[] { "https", "http" }, null)]
    [InlineData(null, "10.0.0.1", new[] { "tcp" }, null)]
    public async Task Where_an_address_is_called_by_TLS_the_certificate_is_that_of_the_service(string? own, string address, string[] asked, string? name)
    {
        var instance = Health.Instance("c-1", address: address);
        _agent.Next(5, Health.Of(own is null ? instance : instance.Meta(("scheme", own))));
        await using var watching = new Watching(_agent.Options(), time: null, endpoint: null, asked);

        Assert.Equal(name, Assert.Single((await watching.NextAsync()).Endpoints).HostName);
    }

    [Fact]
    public async Task An_instance_without_tls_is_never_called_for_https()
    {
        _agent.Next(5, Health.Of(Health.Instance("c-1").Meta(("secure", "false"))));
        await using var watching = new Watching(_agent.Options(), time: null, endpoint: null, "https");

        Assert.Equal($"Consul at {_agent.Address}: the instances of 'catalog' speak http, and only https is asked for", (await watching.NextAsync()).Reason);
    }

    private async Task<ServiceEndpoints> FirstAsync(params JsonObject[] instances)
    {
        _agent.Next(5, Health.Of(instances));
        await using var watching = new Watching(_agent.Options());
        return await watching.NextAsync();
    }

    private static async Task<(string Host, int Port, string? Scheme, string Path, string? HostName)> NamedAsync(string endpoint, JsonObject instance)
    {
        await using var agent = await ScriptedAgent.StartAsync();
        agent.Next(5, Health.Of(instance.DeepClone().AsObject()));
        await using var watching = new Watching(agent.Options(), endpoint: endpoint);
        var found = Assert.Single((await watching.NextAsync()).Endpoints);
        return (found.Host, found.Port, found.Scheme, found.Path, found.HostName);
    }
}
