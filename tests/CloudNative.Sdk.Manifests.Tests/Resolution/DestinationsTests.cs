namespace CloudNative.Sdk.Manifests.Tests.Resolution;

/// <summary>Where the NetworkPolicy lets the SDK itself connect to.</summary>
public sealed class DestinationsTests
{
    private const string ConsulKey = "CloudNative:Discovery:Consul:Address";

    [Theory]
    [InlineData("CloudNative:Discovery:Consul:Address", "http://consul.example.org:8500", 8500)]
    [InlineData("CONSUL_HTTP_ADDR", "consul.example.org:8501", 8501)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector.example.org:4317", 4317)]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "https://traces.example.org", 443)]
    public void An_address_in_config_opens_its_port(string key, string address, int port) =>
        Assert.Equal([port], PortsOutside(TestInput.Web().WithService($"config: {{'{key}': '{address}'}}")));

    [Fact]
    public void An_address_in_a_settings_file_opens_its_port() =>
        Assert.Equal([8500], PortsOutside(TestInput.Web().WithSettings("""{"CloudNative":{"Discovery":{"Consul":{"Address":"http://consul:8500"}}}}""")));

    [Fact]
    public void An_address_in_config_counts_for_more_than_one_in_a_settings_file() =>
        Assert.Equal([8600], PortsOutside(TestInput.Web().WithSettings($$"""{"{{ConsulKey}}":"http://consul:8500"}""").WithService($"config: {{'{ConsulKey}': 'http://consul:8600'}}")));

    [Fact]
    public void An_address_that_code_sets_opens_its_port() =>
        Assert.Equal([8700], PortsOutside(TestInput.Web(TestInput.Option(ConsulKey, "http://consul:8700"))));

    [Theory]
    [InlineData("http://localhost:8500")]
    [InlineData("http://127.0.0.1:8500")]
    public void An_address_in_the_pod_opens_nothing(string address) => Assert.Empty(PortsOutside(TestInput.Web().WithService($"config: {{'{ConsulKey}': '{address}'}}")));

    private static IEnumerable<int> PortsOutside(ManifestInput input) => input.Render().One("NetworkPolicy")["spec"]!["egress"]!.AsArray()
        .Where(rule => rule!["to"] is null)
        .SelectMany(rule => rule!["ports"]!.AsArray())
        .Select(port => (int)port!["port"]!.GetValue<long>());
}
