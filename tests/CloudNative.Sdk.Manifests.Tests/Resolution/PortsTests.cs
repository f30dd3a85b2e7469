using CloudNative.Sdk.Facts;
using CloudNative.Sdk.Manifests.Tests.Validation;

namespace CloudNative.Sdk.Manifests.Tests.Resolution;

public sealed class PortsTests
{
    [Fact]
    public void A_port_in_code_counts_for_more_than_one_of_the_image() =>
        Assert.Equal(["http 5000", "ops 8081"], PortsOf(TestInput.Web(TestInput.Port("5000")).WithBuild(build => build with { ContainerPorts = ["6000"] })));

    [Fact]
    public void A_port_of_the_image_counts_for_more_than_the_default_unless_it_is_the_ops_port() =>
        Assert.Equal(["http 6000", "ops 8081"], PortsOf(TestInput.Web().WithBuild(build => build with { ContainerPorts = ["8081", "6000"] })));

    [Fact]
    public void A_port_in_service_yaml_reaches_the_code_through_the_ConfigMap()
    {
        var set = TestInput.Web().WithService("ports: {http: {port: 7000}, ops: {port: 7001}}").Render();
        Assert.Equal(("7000", "7001"), (set.Data["ASPNETCORE_HTTP_PORTS"], set.Data["CloudNative__Ops__Port"]));
    }

    [Fact]
    public void A_port_that_only_the_pod_can_reach_is_no_container_port()
    {
        var input = TestInput.Web(TestInput.Port("5000").With("loopback", "true"));
        Assert.Equal(
            ["Program.cs(6,5): warning CNS7009: port 5000 is not rendered: only the pod itself can reach it; listen on any address, or leave the port to the configuration"],
            input.Problems());
        Assert.Equal("8080", new ManifestSet(ManifestGenerator.Generate(input).Files).Data["ASPNETCORE_HTTP_PORTS"]);
    }

    [Fact]
    public void A_second_port_and_a_port_with_TLS_are_not_dropped_silently() =>
        Assert.Equal(
            [
                "Program.cs(6,5): warning CNS7009: the http port 5002 is not rendered: one http port is; listen on one",
                "Program.cs(6,5): warning CNS7009: the https port 5001 is not rendered: a container has no certificate; listen on http, and let the gateway end TLS",
            ],
            TestInput.Web(TestInput.Port("5001", "https"), TestInput.Port("5000"), TestInput.Port("5002")).Problems());

    [Fact]
    public void One_port_for_two_servers_is_an_error() =>
        Assert.Equal(
            ["Program.cs(6,5): error CNS7050: the application and the ops server both use port 8081; set ports.http.port or ports.ops.port"],
            TestInput.Web(TestInput.Port("8081")).Problems());

    [Fact]
    public void A_stated_ops_port_without_an_ops_server_is_an_error() =>
        Assert.Equal(
            ["service.yaml(2,21): error CNS7007: ports.ops is stated, but Shop.Checkout.dll has no ops server of its own; call builder.AddCloudNative(), or remove the field"],
            TestInput.Web(new Fact(FactKinds.MappedOps)).WithService("ports: {ops: {port: 9000}}").Problems());

    [Fact]
    public void A_worker_has_an_ops_port_and_no_Service()
    {
        var set = TestInput.Worker().Render();
        Assert.Null(set.Find("Service"));
        Assert.Equal(["ops 8081"], PortsOf(TestInput.Worker()));
    }

    [Fact]
    public void Without_a_fact_about_the_program_the_project_decides()
    {
        var input = TestInput.From([TestInput.AllFeatures]);
        Assert.Null(input.Render().Find("Service"));
        Assert.NotNull(input.WithBuild(build => build with { UsesWebSdk = true }).Render().Find("Service"));
    }

    [Fact]
    public void A_client_that_insists_on_https_is_reported() =>
        Assert.Equal(
            ["Program.cs(9,1): warning CNS7009: the service 'vault' is called over https only, but services listen on http in the cluster; call https+http://vault"],
            TestInput.Web(new Fact(FactKinds.HttpClient).With("service", "vault").With("scheme", "https").With("at", "Program.cs(9,1)")).Problems());

    [Fact]
    public void A_named_endpoint_needs_an_address_and_opens_that_port_only()
    {
        var input = TestInput.Worker(
            new Fact(FactKinds.HttpClient).With("service", "catalog").With("scheme", "http").With("endpoint", "admin").With("at", "Program.cs(9,1)"));
        Assert.Equal(
            ["Program.cs(9,1): warning CNS7009: the endpoint 'admin' of the service 'catalog' has no address, because services listen on http alone in the cluster; state Services:catalog:admin:0 under 'config'"],
            input.Problems());

        var set = input.WithService("config: {Services:catalog:admin:0: 'http://catalog-admin:8090'}").Render();
        Assert.DoesNotContain("Services__catalog__http__0", set.Data.Keys);
        Assert.Equal("admin", set.One("NetworkPolicy")["spec"]!["egress"]![1]!["ports"]![0]!["port"]!.GetValue<string>());
    }

    [Fact]
    public void Nobody_may_call_where_the_list_of_callers_is_empty() =>
        Assert.Equal(["8081"], TestInput.Web().WithService("callers: []").Render().One("NetworkPolicy")["spec"]!["ingress"]!.AsArray().Select(rule => rule!["ports"]![0]!["port"]!.ToJsonString()));

    private static IEnumerable<string> PortsOf(ManifestInput input) =>
        input.Render().Container["ports"]!.AsArray().Select(port => $"{port!["name"]} {port["containerPort"]}");
}
