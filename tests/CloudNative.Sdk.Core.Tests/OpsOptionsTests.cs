using CloudNative.Sdk.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Core.Tests;

public sealed class OpsOptionsTests
{
    [Fact]
    public void Defaults_are_those_of_the_documentation()
    {
        var options = Read(Environments.Production);

        Assert.Equal((8081, "*", true, false), (options.Port, options.Address, options.Enabled, options.AllowChanges));
    }

    [Fact]
    public void Development_listens_on_loopback_and_allows_changes()
    {
        var options = Read(Environments.Development);

        Assert.Equal(("localhost", true), (options.Address, options.AllowChanges));
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("65535", 65535)]
    public void Port_accepts_both_bounds(string text, int expected) =>
        Assert.Equal(expected, Read(Environments.Production, ("CloudNative:Ops:Port", text)).Port);

    [Theory]
    [InlineData("-1", "CloudNative:Ops:Port must be from 0 to 65535, but was -1.")]
    [InlineData("65536", "CloudNative:Ops:Port must be from 0 to 65535, but was 65536.")]
    [InlineData("http", "CloudNative:Ops:Port must be a whole number, but was 'http'.")]
    public void Port_rejects_anything_else(string text, string fault) =>
        Assert.Equal([fault], Faults(("CloudNative:Ops:Port", text)));

    [Theory]
    [InlineData("*")]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public void Address_accepts_an_ip_address_star_and_localhost(string text) =>
        Assert.Equal(text, Read(Environments.Production, ("CloudNative:Ops:Address", text)).Address);

    [Fact]
    public void Address_rejects_a_host_name() => Assert.Equal(
        ["CloudNative:Ops:Address must be an IP address, '*' or 'localhost', but was 'ops.example.org'."],
        Faults(("CloudNative:Ops:Address", "ops.example.org")));

    [Fact]
    public void All_faults_are_reported_together() => Assert.Equal(
        [
            "CloudNative:Ops:Port must be a whole number, but was 'x'.",
            "CloudNative:Ops:Address must be an IP address, '*' or 'localhost', but was 'y'.",
            "CloudNative:Ops:Enabled must be true or false, but was 'maybe'.",
            "CloudNative:Ops:AllowChanges must be true or false, but was '1'.",
        ],
        Faults(
            ("CloudNative:Ops:AllowChanges", "1"), ("CloudNative:Ops:Enabled", "maybe"), ("CloudNative:Ops:Address", "y"), ("CloudNative:Ops:Port", "x")));

    [Fact]
    public void An_empty_value_counts_as_absent() =>
        Assert.Equal(8081, Read(Environments.Production, ("CloudNative:Ops:Port", string.Empty)).Port);

    [Fact]
    public async Task Code_wins_over_configuration()
    {
        await using var host = TestHost.Worker(builder => builder.AddCloudNativeCore(options => options.Port = 4711), ("CloudNative:Ops:Port", "5000"));

        Assert.Equal(4711, host.Services.GetRequiredService<IOptions<OpsOptions>>().Value.Port);
    }

    [Fact]
    public async Task A_host_with_invalid_options_does_not_start()
    {
        await using var host = TestHost.Web(builder => builder.AddCloudNativeCore(), null, ("CloudNative:Ops:Port", "70000"));

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(host.StartAsync);

        Assert.Equal("CloudNative:Ops:Port must be from 0 to 65535, but was 70000.", exception.Message);
    }

    private static OpsOptions Read(string environment, params (string Key, string Value)[] configuration) =>
        OptionsReader.Read(OpsOptions.Binding, environment, configuration).Options;

    private static IEnumerable<string>? Faults(params (string Key, string Value)[] configuration) =>
        OptionsReader.Read(OpsOptions.Binding, Environments.Production, configuration).Result.Failures;
}
