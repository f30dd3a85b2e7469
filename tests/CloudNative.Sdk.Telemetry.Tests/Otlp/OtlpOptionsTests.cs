using CloudNative.Sdk.TestSupport;

namespace CloudNative.Sdk.Telemetry.Tests.Otlp;

public sealed class OtlpOptionsTests
{
    [Fact]
    public void The_stop_waits_five_seconds_by_default() => Assert.Equal(TimeSpan.FromSeconds(5), new OtlpOptions().FlushTimeout);

    [Theory]
    [InlineData("00:00:00")]
    [InlineData("00:01:00")]
    public void A_time_within_the_bounds_is_accepted(string value)
    {
        var (options, result) = Read(value);

        Assert.True(result.Succeeded);
        Assert.Equal(TimeSpan.Parse(value, null), options.FlushTimeout);
    }

    [Theory]
    [InlineData("-00:00:01", "must be from 00:00:00 to 00:01:00, but was -00:00:01.")]
    [InlineData("00:01:01", "must be from 00:00:00 to 00:01:00, but was 00:01:01.")]
    public void A_time_outside_the_bounds_is_rejected(string value, string rule) =>
        Assert.Equal([$"CloudNative:Telemetry:Otlp:FlushTimeout {rule}"], Read(value).Result.Failures);

    private static (OtlpOptions Options, Microsoft.Extensions.Options.ValidateOptionsResult Result) Read(string value) =>
        OptionsReader.Read(OtlpOptions.Binding, "Production", ("CloudNative:Telemetry:Otlp:FlushTimeout", value));
}
