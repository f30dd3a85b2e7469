using CloudNative.Sdk.Telemetry.Prometheus.Names;

namespace CloudNative.Sdk.Telemetry.Tests.Prometheus;

public sealed class PrometheusNamesTests
{
    private static readonly NameScheme Default = new(PrometheusTranslationStrategy.UnderscoreEscapingWithSuffixes, NameEscaping.Underscores);

    [Theory]
    [InlineData("http.server.request.duration", "s", "http_server_request_duration_seconds")]
    [InlineData("http.server.active_requests", "{request}", "http_server_active_requests")]
    [InlineData("dotnet.process.cpu.count", "{cpu}", "dotnet_process_cpu_count")]
    [InlineData("disk.free", "By", "disk_free_bytes")]
    [InlineData("disk.free.bytes", "By", "disk_free_bytes")]
    [InlineData("bytes", "By", "bytes")]
    [InlineData("load", "1", "load")]
    [InlineData("load", "", "load")]
    [InlineData("speed", "m/s", "speed_meters_per_second")]
    [InlineData("rate", "{request}/s", "rate_per_second")]
    [InlineData("rate", "By/m", "rate_bytes_per_minute")]
    [InlineData("cache.size", "KiBy", "cache_size_kibibytes")]
    [InlineData("cache.size", "kBy", "cache_size_kilobytes")]
    [InlineData("used", "%", "used_percent")]
    [InlineData("boxes", "pallets", "boxes_pallets")]
    [InlineData("odd unit", "a b", "odd_unit_a_b")]
    [InlineData("2xx.responses", "", "_2xx_responses")]
    [InlineData("größe..in--metern", "m", "gr_e_in_metern_meters")]
    [InlineData("___", "", "_")]
    public void A_family_is_named_after_instrument_and_unit(string instrument, string unit, string expected) =>
        Assert.Equal(expected, Default.Metric(instrument, unit, counter: false));

    [Theory]
    [InlineData("foo.bar", "By", "foo_bar_bytes_total")]
    [InlineData("foo.bar.total", "By", "foo_bar_bytes_total")]
    [InlineData("foo.bar_total", "", "foo_bar_total")]
    [InlineData("dotnet.gc.pause.time", "s", "dotnet_gc_pause_time_seconds_total")]
    [InlineData("requests", "{request}", "requests_total")]
    public void A_counter_ends_with_total_after_its_unit(string instrument, string unit, string expected) =>
        Assert.Equal(expected, Default.Metric(instrument, unit, counter: true));
}
