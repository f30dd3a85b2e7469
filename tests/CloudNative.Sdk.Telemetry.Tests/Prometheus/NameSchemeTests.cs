using CloudNative.Sdk.Telemetry.Prometheus.Names;

namespace CloudNative.Sdk.Telemetry.Tests.Prometheus;

public sealed class NameSchemeTests
{
    [Theory]
    [InlineData(PrometheusTranslationStrategy.UnderscoreEscapingWithSuffixes, "http_server_request_duration_seconds", "foo_bar_bytes_total")]
    [InlineData(PrometheusTranslationStrategy.UnderscoreEscapingWithoutSuffixes, "http_server_request_duration", "foo_bar")]
    [InlineData(PrometheusTranslationStrategy.NoUTF8EscapingWithSuffixes, "http.server.request.duration_seconds", "foo.bar_bytes_total")]
    [InlineData(PrometheusTranslationStrategy.NoTranslation, "http.server.request.duration", "foo.bar")]
    public void The_strategy_decides_about_characters_and_suffixes(PrometheusTranslationStrategy strategy, string histogram, string counter)
    {
        var names = new NameScheme(strategy, NameEscaping.AllowUtf8);

        Assert.Equal(histogram, names.Metric("http.server.request.duration", "s", counter: false));
        Assert.Equal(counter, names.Metric("foo.bar", "By", counter: true));
    }

    [Theory]
    [InlineData("AllowUtf8", "http.server.request_duration_seconds", "http.route")]
    [InlineData("Underscores", "http_server_request_duration_seconds", "http_route")]
    [InlineData("Dots", "http_dot_server_dot_request__duration__seconds", "http_dot_route")]
    [InlineData("Values", "U__http_2e_server_2e_request__duration__seconds", "U__http_2e_route")]
    public void The_scraper_decides_how_other_characters_are_escaped(string escaping, string metric, string label)
    {
        var names = new NameScheme(PrometheusTranslationStrategy.NoUTF8EscapingWithSuffixes, Enum.Parse<NameEscaping>(escaping));

        Assert.Equal(metric, names.Metric("http.server.request_duration", "s", counter: false));
        Assert.Equal(label, names.Label("http.route", histogram: false));
    }

    // The table of prometheus.io/docs/instrumenting/escaping_schemes, and of the tests of Prometheus itself.
    [Theory]
    [InlineData("plain_name:1", "Underscores", "plain_name:1")]
    [InlineData("plain_name:1", "Dots", "plain__name:1")]
    [InlineData("plain_name:1", "Values", "plain_name:1")]
    [InlineData("mysystem.prod.west.cpu.load", "Underscores", "mysystem_prod_west_cpu_load")]
    [InlineData("mysystem.prod.west.cpu.load", "Dots", "mysystem_dot_prod_dot_west_dot_cpu_dot_load")]
    [InlineData("mysystem.prod.west.cpu.load", "Values", "U__mysystem_2e_prod_2e_west_2e_cpu_2e_load")]
    [InlineData("mysystem.prod.west.cpu.load_total", "Dots", "mysystem_dot_prod_dot_west_dot_cpu_dot_load__total")]
    [InlineData("mysystem.prod.west.cpu.load_total", "Values", "U__mysystem_2e_prod_2e_west_2e_cpu_2e_load__total")]
    [InlineData("http.status:sum", "Dots", "http_dot_status:sum")]
    [InlineData("http.status:sum", "Values", "U__http_2e_status:sum")]
    [InlineData("label with \ud83d\ude31", "Underscores", "label_with__")]
    [InlineData("label with \ud83d\ude31", "Dots", "label__with____")]
    [InlineData("label with \ud83d\ude31", "Values", "U__label_20_with_20__1f631_")]
    [InlineData("label with \u0100", "Values", "U__label_20_with_20__100_")]
    [InlineData("2xx", "Underscores", "_xx")]
    [InlineData("2xx", "Dots", "__xx")]
    [InlineData("2.x", "Values", "U___32__2e_x")]
    public void Escaping_is_that_of_Prometheus(string name, string escaping, string expected) =>
        Assert.Equal(expected, EscapedName.Escape(name, Enum.Parse<NameEscaping>(escaping), label: false));

    [Fact]
    public void Half_a_surrogate_pair_is_the_replacement_character() => Assert.Equal("U__a_FFFD_b", EscapedName.Escape("a\ud800b", NameEscaping.Values, label: false));

    [Theory]
    [InlineData("http.route", "http_route")]
    [InlineData("a:b", "a_b")]
    [InlineData("__a..b", "_a_b")]
    [InlineData("1st", "_1st")]
    [InlineData("ключ", "_")]
    [InlineData("", "_")]
    [InlineData("__name__", "_name_")]
    public void Labels_are_of_letters_digits_and_underscores(string key, string expected) =>
        Assert.Equal(expected, new NameScheme(PrometheusTranslationStrategy.UnderscoreEscapingWithSuffixes, NameEscaping.AllowUtf8).Label(key, histogram: false));

    [Fact]
    public void Labels_of_the_format_itself_are_not_taken()
    {
        var names = new NameScheme(PrometheusTranslationStrategy.NoTranslation, NameEscaping.AllowUtf8);

        Assert.Equal("exported_le", names.Label("le", histogram: true));
        Assert.Equal("le", names.Label("le", histogram: false));
        Assert.Equal("exported___name__", names.Label("__name__", histogram: false));
    }

    [Fact]
    public void The_name_of_a_metric_keeps_its_colons() => Assert.Equal(
        "job:rate_total", new NameScheme(PrometheusTranslationStrategy.UnderscoreEscapingWithSuffixes, NameEscaping.Underscores).Metric("job:rate", "", counter: true));
}
