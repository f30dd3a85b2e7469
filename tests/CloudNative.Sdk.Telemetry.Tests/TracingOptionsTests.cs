using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Telemetry.Tests;

public sealed class TracingOptionsTests
{
    [Fact]
    public void Every_trace_is_recorded_by_default()
    {
        var options = new TracingOptions();

        Assert.Equal(1, options.SampleRatio);
        Assert.True(options.KeepErrors);
        Assert.Equal(TimeSpan.FromSeconds(1), options.SlowThreshold);
        Assert.Equal(10_000, options.MaxBufferedSpans);
        Assert.Empty(options.QueryKeys);
        Assert.False(options.AlwaysComplete);
    }

    [Theory]
    [InlineData("SampleRatio", "0")]
    [InlineData("SampleRatio", "1")]
    [InlineData("SlowThreshold", "00:00:00")]
    [InlineData("SlowThreshold", "01:00:00")]
    [InlineData("MaxBufferedSpans", "100")]
    [InlineData("MaxBufferedSpans", "1000000")]
    public async Task A_bound_is_accepted(string key, string value)
    {
        await using var host = await ServiceHost.StartWorkerAsync(Configure((key, value)));
    }

    [Theory]
    [InlineData("SampleRatio", "-0.01", "from 0 to 1, but was -0.01")]
    [InlineData("SampleRatio", "1.01", "from 0 to 1, but was 1.01")]
    [InlineData("SlowThreshold", "-00:00:00.0000001", "from 00:00:00 to 01:00:00, but was -00:00:00.0000001")]
    [InlineData("SlowThreshold", "01:00:00.0000001", "from 00:00:00 to 01:00:00, but was 01:00:00.0000001")]
    [InlineData("MaxBufferedSpans", "99", "from 100 to 1000000, but was 99")]
    [InlineData("MaxBufferedSpans", "1000001", "from 100 to 1000000, but was 1000001")]
    [InlineData("KeepErrors", "maybe", "true or false, but was 'maybe'")]
    [InlineData("AlwaysComplete", "maybe", "true or false, but was 'maybe'")]
    [InlineData("QueryKeys", "page", "a list (QueryKeys:0, QueryKeys:1, …), but was 'page'")]
    public async Task A_value_outside_its_bounds_is_rejected(string key, string value, string fault)
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => ServiceHost.StartWorkerAsync(Configure((key, value))));

        Assert.Equal([$"CloudNative:Telemetry:Tracing:{key} must be {fault}."], exception.Failures);
    }

    [Fact]
    public async Task Every_key_is_read()
    {
        await using var host = await ServiceHost.StartWorkerAsync(Configure(
            ("SampleRatio", "0.25"), ("KeepErrors", "false"), ("SlowThreshold", "00:00:05"), ("MaxBufferedSpans", "200"), ("QueryKeys:0", "page"), ("AlwaysComplete", "true")));

        var options = host.Services.GetRequiredService<IOptions<TracingOptions>>().Value;
        Assert.Equal(0.25, options.SampleRatio);
        Assert.False(options.KeepErrors);
        Assert.Equal(TimeSpan.FromSeconds(5), options.SlowThreshold);
        Assert.Equal(200, options.MaxBufferedSpans);
        Assert.Equal(["page"], options.QueryKeys);
        Assert.True(options.AlwaysComplete);
    }

    private static Action<HostApplicationBuilder> Configure(params (string Key, string Value)[] values) => builder =>
        builder.Configuration.AddInMemoryCollection(values.Select(pair => KeyValuePair.Create("CloudNative:Telemetry:Tracing:" + pair.Key, (string?)pair.Value)));
}
