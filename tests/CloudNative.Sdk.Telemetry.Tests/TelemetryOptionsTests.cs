using CloudNative.Sdk.TestSupport;
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
        Assert.Empty(options.Meters);
        Assert.Empty(options.Sources);
        Assert.Empty(options.ExcludedMeters);
        Assert.Empty(options.ExcludedInstruments);
        Assert.Empty(options.ExcludedSources);
        Assert.Empty(options.HistogramBuckets);
        Assert.True(options.UnitBuckets);
        Assert.Equal(2000, options.CardinalityLimit);
        Assert.Empty(options.CardinalityLimits);
    }

    [Fact]
    public async Task Every_fault_is_reported_at_start()
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => ServiceHost.StartWorkerAsync(
            Configure(("Enabled", "yes"), ("Meters:0", "Shop.*"), ("Meters:1", "*"), ("Sources:0", " "),
                ("ExcludedMeters:0", "?*"), ("ExcludedInstruments:0", "**"), ("ExcludedSources:0", "\t"), ("UnitBuckets", "1"), ("CardinalityLimit", "0"),
                ("CardinalityLimits:shop.orders", "many"), ("CardinalityLimits:shop.*", "1000001"),
                ("HistogramBuckets:a.b", "1, 1"), ("HistogramBuckets:c", "1; 2"), ("HistogramBuckets:d:0", "NaN"))));

        Assert.Equal(
            [
                "CloudNative:Telemetry:Enabled must be true or false, but was 'yes'.",
                "CloudNative:Telemetry:Meters must hold names or beginnings of names, as Shop.*, but was '*'.",
                "CloudNative:Telemetry:ExcludedMeters must hold names or beginnings of names, as Shop.*, but was '?*'.",
                "CloudNative:Telemetry:ExcludedInstruments must hold names or beginnings of names, as Shop.*, but was '**'.",
                "CloudNative:Telemetry:HistogramBuckets:c must be numbers as 0.1, 0.5, 1, but was '1; 2'.",
                "CloudNative:Telemetry:HistogramBuckets:a.b must hold 1 to 200 finite numbers in ascending order, but was '1, 1'.",
                "CloudNative:Telemetry:HistogramBuckets:d must hold 1 to 200 finite numbers in ascending order, but was 'NaN'.",
                "CloudNative:Telemetry:UnitBuckets must be true or false, but was '1'.",
                "CloudNative:Telemetry:CardinalityLimit must be from 1 to 1000000, but was 0.",
                "CloudNative:Telemetry:CardinalityLimits:shop.orders must be a whole number, but was 'many'.",
                "CloudNative:Telemetry:CardinalityLimits:shop.* must be from 1 to 1000000, but was 1000001.",
                "CloudNative:Telemetry:Sources must hold names or beginnings of names, as Shop.*, but was ' '.",
                "CloudNative:Telemetry:ExcludedSources must hold names or beginnings of names, as Shop.*, but was '\t'.",
            ],
            exception.Failures);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("1000000")]
    public void A_cardinality_limit_within_its_bounds_is_accepted(string limit)
    {
        var (options, result) = OptionsReader.Read(TelemetryOptions.Binding, "Production", ("CloudNative:Telemetry:CardinalityLimit", limit), ("CloudNative:Telemetry:CardinalityLimits:a", limit));

        Assert.True(result.Succeeded);
        Assert.Equal((limit, limit), ($"{options.CardinalityLimit}", $"{options.CardinalityLimits["A"]}"));
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(201, false)]
    public void A_histogram_has_at_most_200_bounds(int count, bool accepted)
    {
        var bounds = string.Join(',', Enumerable.Range(0, count));

        Assert.Equal(accepted, OptionsReader.Read(TelemetryOptions.Binding, "Production", ("CloudNative:Telemetry:HistogramBuckets:a", bounds)).Result.Succeeded);
    }

    private static Action<HostApplicationBuilder> Configure(params (string Key, string Value)[] values) =>
        builder => builder.Configuration.AddInMemoryCollection(values.Select(pair => KeyValuePair.Create("CloudNative:Telemetry:" + pair.Key, (string?)pair.Value)));
}
