using CloudNative.Sdk.TestSupport;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Discovery.Tests;

public sealed class DiscoveryOptionsTests
{
    [Fact]
    public void Unknown_services_are_errors_by_default()
    {
        var (options, result) = OptionsReader.Read(DiscoveryOptions.Binding, "Production");

        Assert.True(result.Succeeded);
        Assert.False(options.PassThrough);
    }

    [Fact]
    public void A_switch_is_true_or_false()
    {
        var (options, _) = OptionsReader.Read(DiscoveryOptions.Binding, "Production", ("CloudNative:Discovery:PassThrough", "true"));
        var (_, result) = OptionsReader.Read(DiscoveryOptions.Binding, "Production", ("CloudNative:Discovery:PassThrough", "maybe"));

        Assert.True(options.PassThrough);
        Assert.Equal("CloudNative:Discovery:PassThrough must be true or false, but was 'maybe'.", result.FailureMessage);
    }

    [Fact]
    public async Task Every_fault_of_the_services_is_reported_at_start()
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => Caller.StartAsync(
            ("Services:basket", "127.0.0.1:80"),
            ("Services:catalog.v2:http:0", "127.0.0.1:80"),
            ("Services:catalog.v2:http:1", "127.0.0.1:80000"),
            ("Services:orders:http:0", "http://"),
            ("Services:orders:https", "https://orders:443?q=1"),
            ("Services:orders:tcp:0", "tcp://orders:5432")));

        const string Rule = "must be host[:port] or scheme://host[:port][/path]";
        Assert.Equal(
            [
                "Services:basket must hold endpoints, as Services:basket:http:0, but was '127.0.0.1:80'.",
                $"Services:catalog.v2:http:1 {Rule}, but was '127.0.0.1:80000'.",
                $"Services:orders:http:0 {Rule}, but was 'http://'.",
                $"Services:orders:https {Rule}, but was 'https://orders:443?q=1'.",
            ],
            exception.Failures);
    }
}
