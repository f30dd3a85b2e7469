using CloudNative.Sdk.TestSupport;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Health.Tests;

public sealed class HealthOptionsTests
{
    [Fact]
    public void Defaults_are_those_of_the_documentation()
    {
        var options = Read("Production").Options;

        Assert.Equal(
            (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), 1, 1),
            (options.CheckTimeout, options.CheckPeriod, options.ResultMaxAge, options.FailureThreshold, options.SuccessThreshold));
        Assert.Equal(
            (TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(1), true, 0.9, TimeSpan.FromMilliseconds(500), 33554432L),
            (options.DrainDelay, options.StartupTimeout, options.BuiltInChecks, options.MemoryShare, options.ThreadPoolDelay, options.FreeDiskBytes));
        Assert.Empty(options.Checks);
    }

    [Fact]
    public void Development_does_not_drain() => Assert.Equal(TimeSpan.Zero, Read(Environments.Development).Options.DrainDelay);

    [Theory]
    [InlineData("CheckTimeout", "00:00:00.01", "00:00:30", "00:00:00.0099999", "00:00:30.0000001", "00:00:00.0100000 to 00:00:30")]
    [InlineData("CheckPeriod", "00:00:00.1", "01:00:00", "00:00:00.0999999", "01:00:00.0000001", "00:00:00.1000000 to 01:00:00")]
    [InlineData("ResultMaxAge", "00:00:01", "06:00:00", "00:00:00.9999999", "06:00:00.0000001", "00:00:01 to 06:00:00")]
    [InlineData("DrainDelay", "00:00:00", "00:10:00", "-00:00:00.0000001", "00:10:00.0000001", "00:00:00 to 00:10:00")]
    [InlineData("StartupTimeout", "00:00:00.1", "01:00:00", "00:00:00.0999999", "01:00:00.0000001", "00:00:00.1000000 to 01:00:00")]
    [InlineData("ThreadPoolDelay", "00:00:00.01", "00:00:30", "00:00:00.0099999", "00:00:30.0000001", "00:00:00.0100000 to 00:00:30")]
    [InlineData("FailureThreshold", "1", "100", "0", "101", "1 to 100")]
    [InlineData("SuccessThreshold", "1", "100", "0", "101", "1 to 100")]
    [InlineData("MemoryShare", "0.1", "1", "0.09", "1.01", "0.1 to 1")]
    [InlineData("FreeDiskBytes", "0", "1125899906842624", "-1", "1125899906842625", "0 to 1125899906842624")]
    public void Each_option_takes_both_bounds_and_nothing_beyond(string key, string min, string max, string below, string above, string range)
    {
        Assert.Empty(Faults(key, min));
        Assert.Empty(Faults(key, max));
        Assert.Equal([$"CloudNative:Health:{key} must be from {range}, but was {below}."], Faults(key, below));
        Assert.Equal([$"CloudNative:Health:{key} must be from {range}, but was {above}."], Faults(key, above));
    }

    [Theory]
    [InlineData("CheckTimeout", "5", "must be a duration as 00:00:05, but was '5'.")]
    [InlineData("CheckTimeout", "1s", "must be a duration as 00:00:05, but was '1s'.")]
    [InlineData("FailureThreshold", "two", "must be a whole number, but was 'two'.")]
    [InlineData("MemoryShare", "0,9", "must be a number, but was '0,9'.")]
    [InlineData("BuiltInChecks", "yes", "must be true or false, but was 'yes'.")]
    public void An_unreadable_value_is_named(string key, string text, string fault) =>
        Assert.Equal([$"CloudNative:Health:{key} {fault}"], Faults(key, text));

    [Fact]
    public void A_result_must_outlive_a_period_and_a_run() => Assert.Equal(
        ["CloudNative:Health:ResultMaxAge must be longer than CheckPeriod and CheckTimeout together, but was 00:00:11."],
        Read("Production", ("CloudNative:Health:ResultMaxAge", "00:00:11")).Result.Failures);

    [Fact]
    public void A_single_check_can_be_set_by_its_name()
    {
        var settings = Read("Production", ("CloudNative:Health:Checks:Orders-DB:Period", "00:00:30"), ("CloudNative:Health:Checks:orders-db:FailureThreshold", "3"))
            .Options.Checks["orders-db"];

        Assert.Equal((TimeSpan.FromSeconds(30), 3, null), (settings.Period, settings.FailureThreshold, settings.Timeout));
    }

    [Fact]
    public void The_settings_of_single_checks_are_checked_with_all_others() => Assert.Equal(
        [
            "CloudNative:Health:CheckPeriod must be a duration as 00:00:05, but was 'often'.",
            "CloudNative:Health:Checks:db:Timeout must be from 00:00:00.0100000 to 00:00:30, but was 00:05:00.",
            "CloudNative:Health:Checks:db:SuccessThreshold must be a whole number, but was 'x'.",
        ],
        Read(
            "Production",
            ("CloudNative:Health:Checks:db:Timeout", "00:05:00"),
            ("CloudNative:Health:Checks:db:SuccessThreshold", "x"),
            ("CloudNative:Health:CheckPeriod", "often")).Result.Failures);

    [Fact]
    public async Task A_host_reports_the_faults_of_all_sections_together()
    {
        await using var host = TestHost.Web(
            builder => builder.AddCloudNativeHealth(), null, ("CloudNative:Health:CheckTimeout", "00:05:00"), ("CloudNative:Ops:Port", "70000"));

        var exception = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(host.StartAsync);

        Assert.Equal(
            ["CloudNative:Ops:Port must be from 0 to 65535, but was 70000.", "CloudNative:Health:CheckTimeout must be from 00:00:00.0100000 to 00:00:30, but was 00:05:00."],
            exception.Failures);
    }

    private static (HealthOptions Options, Microsoft.Extensions.Options.ValidateOptionsResult Result) Read(
        string environment, params (string Key, string Value)[] configuration) => OptionsReader.Read(HealthOptions.Binding, environment, configuration);

    /// <summary>Sets one key, and the others so that the rule about several keys holds.</summary>
    private static IEnumerable<string> Faults(string key, string value) => Read(
        "Production",
        [
            .. new[] { ("CloudNative:Health:CheckPeriod", "00:00:00.1"), ("CloudNative:Health:CheckTimeout", "00:00:00.01"), ("CloudNative:Health:ResultMaxAge", "06:00:00") }
                .Where(pair => pair.Item1 != $"CloudNative:Health:{key}"),
            ($"CloudNative:Health:{key}", value),
        ]).Result.Failures?.Where(fault => fault.StartsWith($"CloudNative:Health:{key} ", StringComparison.Ordinal)) ?? [];

}
