using CloudNative.Sdk.TestSupport;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Resiliency.Tests.Chaos;

public sealed class ChaosOptionsTests
{
    private const string Section = "CloudNative:Resiliency:Chaos:";

    [Fact]
    public void Without_rules_nothing_is_asked_for()
    {
        var (options, result) = OptionsReader.Read(ChaosOptions.Binding, "Production");
        Assert.True(result.Succeeded);
        Assert.Equal((true, false, null), (options.Enabled, options.AllowInProduction, options.Seed));
        Assert.Empty(options.Inbound);
        Assert.Empty(options.Outbound);
    }

    [Theory]
    [InlineData("Inbound:slow:Share", "0")]
    [InlineData("Inbound:slow:Share", "1")]
    [InlineData("Inbound:slow:Latency", "00:00:00")]
    [InlineData("Inbound:slow:Latency", "00:10:00")]
    [InlineData("Inbound:slow:MaxLatency", "00:10:00")]
    [InlineData("Outbound:slow:Status", "200")]
    [InlineData("Outbound:slow:Status", "599")]
    [InlineData("Outbound:slow:Abort", "true")]
    [InlineData("Inbound:slow:Path", "/orders/new")]
    public void Values_at_their_bounds_are_taken(string key, string value)
    {
        var direction = key[..key.IndexOf(':', StringComparison.Ordinal)];
        var (_, result) = Read((Section + key, value), ($"{Section}{direction}:slow:Latency", "00:00:00.1"));
        Assert.True(result.Succeeded, result.FailureMessage);
    }

    [Theory]
    [InlineData("Share", "-0.1", "CloudNative:Resiliency:Chaos:Inbound:slow:Share must be from 0 to 1, but was -0.1.")]
    [InlineData("Share", "1.1", "CloudNative:Resiliency:Chaos:Inbound:slow:Share must be from 0 to 1, but was 1.1.")]
    [InlineData("Latency", "-00:00:01", "CloudNative:Resiliency:Chaos:Inbound:slow:Latency must be from 00:00:00 to 00:10:00, but was -00:00:01.")]
    [InlineData("Latency", "00:10:01", "CloudNative:Resiliency:Chaos:Inbound:slow:Latency must be from 00:00:00 to 00:10:00, but was 00:10:01.")]
    [InlineData("MaxLatency", "00:10:01", "CloudNative:Resiliency:Chaos:Inbound:slow:MaxLatency must be from 00:00:00 to 00:10:00, but was 00:10:01.")]
    [InlineData("MaxLatency", "00:00:00.05", "CloudNative:Resiliency:Chaos:Inbound:slow:MaxLatency must be at least Latency (00:00:00.1000000), but was 00:00:00.0500000.")]
    [InlineData("Status", "199", "CloudNative:Resiliency:Chaos:Inbound:slow:Status must be from 200 to 599, but was 199.")]
    [InlineData("Status", "600", "CloudNative:Resiliency:Chaos:Inbound:slow:Status must be from 200 to 599, but was 600.")]
    [InlineData("Path", "orders", "CloudNative:Resiliency:Chaos:Inbound:slow:Path must begin with /, but was 'orders'.")]
    public void Values_beyond_them_are_refused(string key, string value, string fault) =>
        Assert.Equal([fault], Read(($"{Section}Inbound:slow:{key}", value), ($"{Section}Inbound:slow:Latency", "00:00:00.1")).Result.Failures);

    [Fact]
    public void A_rule_that_does_nothing_is_refused() =>
        Assert.Equal(
            ["CloudNative:Resiliency:Chaos:Outbound:idle:Status must be set where Latency, MaxLatency and Abort are not, or the rule does nothing, but was not set."],
            Read((Section + "Outbound:idle:Share", "1")).Result.Failures);

    [Fact]
    public void A_status_and_a_broken_connection_exclude_each_other() =>
        Assert.Equal(
            ["CloudNative:Resiliency:Chaos:Inbound:both:Abort cannot be true where Status is set (503), but was True."],
            Read((Section + "Inbound:both:Status", "503"), (Section + "Inbound:both:Abort", "true")).Result.Failures);

    [Fact]
    public async Task In_Production_the_host_does_not_start_with_rules_and_says_so_together_with_all_other_faults()
    {
        await using var host = TestHost.Worker(
            builder => builder.AddCloudNativeResiliency(),
            (Section + "Inbound:slow:Latency", "00:00:01"),
            (Section + "Outbound:broken:Abort", "true"),
            ("CloudNative:Resiliency:Deadlines:Margin", "00:00:02"));
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(host.StartAsync);
        Assert.Equal(
            [
                "CloudNative:Resiliency:Chaos:AllowInProduction must be true in Production, where Inbound:slow, Outbound:broken would hit real requests, but was False.",
                "CloudNative:Resiliency:Deadlines:Margin must be from 00:00:00 to 00:00:01, but was 00:00:02.",
            ],
            failure.Failures.Order());
    }

    [Theory]
    [InlineData("Production", "true")]
    [InlineData("Staging", "false")]
    public async Task Where_it_is_allowed_the_host_starts_with_a_loud_warning(string environment, string allow)
    {
        await using var host = await TestHost.Worker(
            builder => builder.AddCloudNativeResiliency(),
            ("environment", environment), (Section + "AllowInProduction", allow), (Section + "Inbound:slow:Latency", "00:00:01"), (Section + "Outbound:broken:Abort", "true")).StartAsync();
        Assert.Equal(
            [$"CNS8540: CHAOS IS ON in {environment}: requests and calls are made to fail on purpose by the rules of 'CloudNative:Resiliency:Chaos': Inbound:slow, Outbound:broken"],
            host.Logs.WithId(8540));
    }

    /// <summary>Of two values of one key the first counts.</summary>
    private static (ChaosOptions Options, ValidateOptionsResult Result) Read(params (string Key, string Value)[] configuration) =>
        OptionsReader.Read(ChaosOptions.Binding, "Staging", [.. configuration.DistinctBy(pair => pair.Key)]);
}
