using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Telemetry.Tests;

public sealed class TelemetryOptionsTests
{
    [Fact]
    public void Everything_is_collected_by_default()
    {
        var options = new TelemetryOptions();

        Assert.True(options.Enabled);
        Assert.Equal(1, options.TraceSampleRatio);
        Assert.Empty(options.Meters);
        Assert.Empty(options.Sources);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("0.25")]
    [InlineData("1")]
    public async Task A_ratio_within_its_bounds_is_accepted(string ratio)
    {
        await using var host = await ServiceHost.StartWorkerAsync(Configure(("TraceSampleRatio", ratio)));
    }

    [Fact]
    public async Task Every_fault_is_reported_at_start()
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => ServiceHost.StartWorkerAsync(
            Configure(("Enabled", "yes"), ("TraceSampleRatio", "1.01"), ("Meters:0", "Shop.*"), ("Meters:1", "*"), ("Sources:0", " "))));

        Assert.Equal(
            [
                "CloudNative:Telemetry:Enabled must be true or false, but was 'yes'.",
                "CloudNative:Telemetry:TraceSampleRatio must be from 0 to 1, but was 1.01.",
                "CloudNative:Telemetry:Meters must hold names or beginnings of names, as Shop.*, but was '*'.",
                "CloudNative:Telemetry:Sources must hold names or beginnings of names, as Shop.*, but was ' '.",
            ],
            exception.Failures);
    }

    [Fact]
    public async Task A_ratio_below_its_bounds_is_rejected()
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(
            () => ServiceHost.StartWorkerAsync(Configure(("TraceSampleRatio", "-0.01"))));

        Assert.Equal(["CloudNative:Telemetry:TraceSampleRatio must be from 0 to 1, but was -0.01."], exception.Failures);
    }

    private static Action<HostApplicationBuilder> Configure(params (string Key, string Value)[] values) =>
        builder => builder.Configuration.AddInMemoryCollection(values.Select(pair => KeyValuePair.Create("CloudNative:Telemetry:" + pair.Key, (string?)pair.Value)));
}
