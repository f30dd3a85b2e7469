using CloudNative.Sdk.TestSupport;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Discovery.Consul.Tests;

public sealed class ConsulOptionsTests
{
    private const string Section = "CloudNative:Discovery:Consul";

    [Fact]
    public void Consul_is_not_configured_by_default()
    {
        var (options, result) = Read();

        Assert.True(result.Succeeded);
        Assert.Null(options.Address);
        Assert.Null(options.Token);
        Assert.Equal(TimeSpan.FromSeconds(5), options.RequestTimeout);
        Assert.Equal(TimeSpan.FromMinutes(1), options.WaitTime);
        Assert.Equal(TimeSpan.FromSeconds(10), options.MaxStaleness);
        Assert.Equal(TimeSpan.FromMinutes(1), options.RestartGrace);
        Assert.Equal(8 * 1024 * 1024, options.MaxResponseBytes);
        Assert.Empty(options.Datacenters);
        Assert.False(options.Routing);
        Assert.Equal("cloudnative/discovery/", options.KeyPrefix);
    }

    [Theory]
    [InlineData("http://127.0.0.1:8500")]
    [InlineData("https://consul.example.com:8501/")]
    [InlineData("http://[::1]:8500")]
    public void An_address_is_scheme_host_and_port(string address)
    {
        var (options, result) = Read(("Address", address));

        Assert.True(result.Succeeded, result.FailureMessage);
        Assert.Equal(address, options.Address);
    }

    [Theory]
    [InlineData("127.0.0.1:8500", "127.0.0.1:8500")]
    [InlineData("ftp://consul:8500", "ftp://consul:8500")]
    [InlineData("http://consul:8500/v1", "http://consul:8500/v1")]
    [InlineData("http://consul:8500?token=abc", "http://consul:8500?token=***")]
    [InlineData("http://me:secret@consul:8500", "http://***@consul:8500")]
    public void Another_address_is_a_fault_that_shows_no_secret(string address, string shown)
    {
        var (_, result) = Read(("Address", address));

        Assert.Equal($"{Section}:Address must be http://host:port or https://host:port, but was '{shown}'.", result.FailureMessage);
    }

    [Theory]
    [InlineData("RequestTimeout", "00:00:00.1000000", "00:01:00", "00:00:00.0999999", "00:01:00.0000001")]
    [InlineData("WaitTime", "00:00:01", "00:10:00", "00:00:00.9999999", "00:10:00.0000001")]
    [InlineData("MaxStaleness", "00:00:00.0100000", "01:00:00", "00:00:00.0099999", "01:00:00.0000001")]
    [InlineData("RestartGrace", "00:00:00", "01:00:00", "-00:00:00.0000001", "01:00:00.0000001")]
    [InlineData("MaxResponseBytes", "65536", "268435456", "65535", "268435457")]
    public void Bounds_are_included(string key, string min, string max, string below, string above)
    {
        Assert.True(Read((key, min)).Result.Succeeded);
        Assert.True(Read((key, max)).Result.Succeeded);
        Assert.Equal($"{Section}:{key} must be from {min} to {max}, but was {below}.", Read((key, below)).Result.FailureMessage);
        Assert.Equal($"{Section}:{key} must be from {min} to {max}, but was {above}.", Read((key, above)).Result.FailureMessage);
    }

    [Theory]
    [InlineData("with a space")]
    [InlineData("line\nbreak")]
    [InlineData("naïve")]
    public void A_token_that_no_header_can_carry_is_a_fault_and_is_not_shown(string token)
    {
        var (_, result) = Read(("Token", token));

        Assert.Equal($"{Section}:Token must hold visible ASCII characters and no others, but was '***'.", result.FailureMessage);
    }

    [Fact]
    public void Token_and_token_file_exclude_one_another()
    {
        var (_, result) = Read(("Token", "abc"), ("TokenFile", "/run/token"));

        Assert.Equal($"{Section}:TokenFile must not be set together with {Section}:Token, but was '/run/token'.", result.FailureMessage);
    }

    [Fact]
    public void A_key_without_a_certificate_is_a_fault()
    {
        var (_, result) = Read(("ClientKeyFile", "client.key"));

        Assert.Equal($"{Section}:ClientKeyFile must stand beside {Section}:ClientCertificateFile, but was 'client.key'.", result.FailureMessage);
    }

    [Fact]
    public void A_key_prefix_begins_without_a_slash()
    {
        var (_, result) = Read(("KeyPrefix", "/discovery"));

        Assert.Equal($"{Section}:KeyPrefix must be a path without a slash at its beginning, but was '/discovery'.", result.FailureMessage);
    }

    [Fact]
    public async Task Variables_of_consuls_own_tools_fill_what_the_section_leaves_open()
    {
        await using var host = TestHost.Worker(
            builder => builder.AddCloudNativeConsul(),
            ("CONSUL_HTTP_ADDR", "consul.internal:8501"), ("CONSUL_HTTP_SSL", "true"), ("CONSUL_HTTP_TOKEN", "from-variable"), ("CONSUL_NAMESPACE", "team"),
            ("CONSUL_CACERT", "ca.pem"), ("CONSUL_CLIENT_CERT", "client.pem"), ("CONSUL_CLIENT_KEY", "client.key"));
        var options = Options(host);

        Assert.Equal("https://consul.internal:8501", options.Address);
        Assert.Equal("from-variable", options.Token);
        Assert.Equal("team", options.Namespace);
        Assert.Equal(("ca.pem", "client.pem", "client.key"), (options.CaFile, options.ClientCertificateFile, options.ClientKeyFile));
    }

    [Fact]
    public async Task The_section_counts_before_the_variables_and_code_before_both()
    {
        await using var host = TestHost.Worker(
            builder => builder.AddCloudNativeConsul().AddCloudNativeConsul(options => options.Datacenter = "code"),
            ($"{Section}:Address", "http://section:8500"), ($"{Section}:TokenFile", "token"), ($"{Section}:Datacenter", "section"),
            ("CONSUL_HTTP_ADDR", "variable:8500"), ("CONSUL_HTTP_TOKEN", "variable"));
        var options = Options(host);

        Assert.Equal("http://section:8500", options.Address);
        Assert.Equal((null, "token"), (options.Token, options.TokenFile));
        Assert.Equal("code", options.Datacenter);
    }

    private static ConsulOptions Options(TestHost host) => ((IOptions<ConsulOptions>)host.Services.GetService(typeof(IOptions<ConsulOptions>))!).Value;

    private static (ConsulOptions Options, ValidateOptionsResult Result) Read(params (string Key, string Value)[] configuration) =>
        OptionsReader.Read(ConsulOptions.Binding, "Production", [.. configuration.Select(pair => ($"{Section}:{pair.Key}", pair.Value))]);
}
