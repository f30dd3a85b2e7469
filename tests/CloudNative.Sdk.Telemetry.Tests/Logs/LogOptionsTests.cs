using CloudNative.Sdk.TestSupport;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Telemetry.Tests.Logs;

public sealed class LogOptionsTests
{
    private const string Section = "CloudNative:Telemetry:Logs:";

    [Fact]
    public void By_default_everything_is_kept_and_personal_data_is_erased()
    {
        var redaction = new LogRedactionOptions();

        Assert.Equal(PersonalDataHandling.Erase, redaction.PersonalData);
        Assert.Null(redaction.HashKey);
        Assert.Empty(redaction.RouteTo);
        Assert.Empty(redaction.PersonalDataKeys);
        Assert.Empty(redaction.PlainKeys);
        Assert.Contains("*password*", redaction.SecretKeys);
        Assert.Empty(new LogOptions().Sampling);
        Assert.Empty(new LogOptions().RateLimits);
        Assert.Equal(("*", LogLevel.Information, 1d), (new LogSamplingRule().Category, new LogSamplingRule().MaxLevel, new LogSamplingRule().Ratio));
        Assert.Equal(("*", LogLevel.Information, 100d, (int?)null), (new LogRateLimit().Category, new LogRateLimit().MaxLevel, new LogRateLimit().PerSecond, new LogRateLimit().Burst));
    }

    [Theory]
    [InlineData("Sampling:a:Ratio", "0")]
    [InlineData("Sampling:a:Ratio", "1")]
    [InlineData("RateLimits:a:PerSecond", "0.01")]
    [InlineData("RateLimits:a:PerSecond", "1000000")]
    [InlineData("RateLimits:a:Burst", "1")]
    [InlineData("RateLimits:a:Burst", "1000000")]
    [InlineData("RateLimits:a:MaxLevel", "critical")]
    public void A_bound_is_accepted(string key, string value) =>
        Assert.True(OptionsReader.Read(LogOptions.Binding, Environments.Production, (Section + key, value)).Result.Succeeded);

    [Theory]
    [InlineData("Sampling:a:Ratio", "1.01", "must be from 0 to 1, but was 1.01.")]
    [InlineData("Sampling:a:Ratio", "-0.01", "must be from 0 to 1, but was -0.01.")]
    [InlineData("Sampling:a:Category", " ", "must be a category, as Shop.*, but was ' '.")]
    [InlineData("RateLimits:a:Category", " ", "must be a category, as Shop.*, but was ' '.")]
    [InlineData("RateLimits:a:PerSecond", "0.009", "must be from 0.01 to 1000000, but was 0.009.")]
    [InlineData("RateLimits:a:PerSecond", "1000000.1", "must be from 0.01 to 1000000, but was 1000000.1.")]
    [InlineData("RateLimits:a:Burst", "0", "must be from 1 to 1000000, but was 0.")]
    [InlineData("RateLimits:a:Burst", "1000001", "must be from 1 to 1000000, but was 1000001.")]
    [InlineData("RateLimits:a:MaxLevel", "loud", "must be one of Trace, Debug, Information, Warning, Error, Critical, None, but was 'loud'.")]
    public void A_value_out_of_bounds_is_rejected(string key, string value, string fault) =>
        Assert.Equal([$"{Section}{key} {fault}"], OptionsReader.Read(LogOptions.Binding, Environments.Production, (Section + key, value)).Result.Failures);

    [Theory]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAA==", null)]
    [InlineData("AAAAAAAAAAAAAAAAAAAA", "***")]
    [InlineData("not base64!", "***")]
    [InlineData(null, "not set")]
    public void A_hash_needs_a_key_of_16_bytes_which_is_never_echoed(string? key, string? shown)
    {
        var (_, result) = OptionsReader.Read(LogRedactionOptions.Binding, Environments.Production, (Section + "Redaction:PersonalData", "Hash"), (Section + "Redaction:HashKey", key ?? ""));

        Assert.Equal(
            shown is null ? null : $"{Section}Redaction:HashKey must be base64 of at least 16 bytes, but was {shown}.",
            result.FailureMessage?.Replace("'***'", "***", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_fault_is_reported_at_start_though_a_record_came_before()
    {
        await using var host = TestHost.Worker(
            builder => builder.AddCloudNativeTelemetry(),
            (Section + "Redaction:PersonalData", "Route"), (Section + "Redaction:PlainKeys:0", "*"), (Section + "Sampling:a:Ratio", "2"), ("CloudNative:Telemetry:Enabled", "yes"));
        ((ILoggerFactory)host.Services.GetService(typeof(ILoggerFactory))!).CreateLogger("Shop").LogInformation("{Password}", "raw");

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(host.StartAsync);

        Assert.Equal(
            [
                "CloudNative:Telemetry:Enabled must be true or false, but was 'yes'.",
                "CloudNative:Telemetry:Logs:Redaction:PlainKeys must hold names of keys or patterns with letters or digits, as *token, but was '*'.",
                "CloudNative:Telemetry:Logs:Redaction:RouteTo must name at least one logger provider when personal data is routed, but was not set.",
                "CloudNative:Telemetry:Logs:Sampling:a:Ratio must be from 0 to 1, but was 2.",
            ],
            exception.Failures.Order(StringComparer.Ordinal));
        Assert.Contains(host.Logs.Entries, entry => entry.Text == "***");
    }

    [Fact]
    public async Task A_route_to_nobody_is_warned_about()
    {
        await using var host = TestHost.Worker(
            builder => builder.AddCloudNativeTelemetry(), (Section + "Redaction:PersonalData", "Route"), (Section + "Redaction:RouteTo:0", "Nowhere"));
        await host.StartAsync();

        Assert.StartsWith("CNS8431: no logger provider is called 'Nowhere'", Assert.Single(host.Logs.WithId(8431)), StringComparison.Ordinal);
    }
}
