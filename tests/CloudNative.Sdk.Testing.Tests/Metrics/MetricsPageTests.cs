using CloudNative.Sdk.Testing.Metrics;

namespace CloudNative.Sdk.Testing.Tests.Metrics;

public sealed class MetricsPageTests
{
    private const string GoodText = """
        # HELP http_requests_total Requests, by \\ and "method".
        # TYPE http_requests_total counter
        http_requests_total{method="GET",path="/a\"b\\c\n"} 3
        http_requests_total{method="POST"} 1e3 1700000000000
        # TYPE latency_seconds histogram
        latency_seconds_bucket{le="0.1"} 1
        latency_seconds_bucket{le="+Inf"} 2
        latency_seconds_sum 0.3
        latency_seconds_count 2
        # TYPE temperature gauge
        temperature NaN

        """;

    private const string GoodOpenMetrics = """
        # TYPE http_requests counter
        # HELP http_requests Requests.
        http_requests_total{method="GET"} 3 # {trace_id="4bf92f3577b34da6a3ce929d0e0e4736"} 1 1700000000.5
        http_requests_created{method="GET"} 1700000000
        # TYPE latency_seconds histogram
        # UNIT latency_seconds seconds
        latency_seconds_bucket{le="+Inf"} 2 # {} 0.2
        latency_seconds_sum 0.3
        latency_seconds_count 2
        # TYPE target info
        target_info{service_name="orders"} 1
        # TYPE "zeit.einheit" gauge
        {"zeit.einheit","tag.name"="ü"} -Inf
        # EOF

        """;

    [Fact]
    public void What_is_well_formed_has_no_fault()
    {
        Assert.Empty(new TextPage().Read(GoodText));
        Assert.Empty(new OpenMetricsPage().Read(GoodOpenMetrics));
    }

    [Theory]
    [InlineData("# TYPE a gauge\na 1\na 2\n", "line 3: a{} is given twice")]
    [InlineData("# TYPE a gauge\na{b=\"1\",c=\"2\"} 1\na{c=\"2\",b=\"1\"} 2\n", "line 3: a{b=\"1\",c=\"2\"} is given twice")]
    [InlineData("# TYPE a gauge\na{b=\"1\",b=\"2\"} 1\n", "line 2: column 11 should have the label 'b' once: a{b=\"1\",b=\"2\"} 1")]
    [InlineData("# TYPE a gauge\n1a 1\n", "line 2: column 1 should have a name: 1a 1")]
    [InlineData("# TYPE a gauge\na{b=\"\\t\"} 1\n", "line 2: column 7 should have '\\\\', '\\\"' or '\\n': a{b=\"\\t\"} 1")]
    [InlineData("# TYPE a gauge\na{b=\"1\n", "line 2: column 7 should have '\"': a{b=\"1")]
    [InlineData("# TYPE a gauge\na 1,5\n", "line 2: column 3 should have a number: a 1,5")]
    [InlineData("# TYPE a gauge\na\n", "line 2: column 2 should have a space: a")]
    [InlineData("# TYPE a rate\n", "line 1: 'a' has the type 'rate', which is none of counter, gauge, histogram, summary, untyped")]
    [InlineData("# TYPE a gauge\n# TYPE a gauge\n", "line 2: 'a' has a second TYPE")]
    [InlineData("a 1\n", "line 1: 'a' has no TYPE before it that fits its name")]
    [InlineData("# TYPE a gauge\na 1\n# HELP a Late.\n", "line 3: HELP of 'a' comes after its samples")]
    [InlineData("# TYPE a gauge\na 1\n# TYPE b gauge\nb 1\na{c=\"1\"} 1\n", "line 5: the lines of 'a' are not together")]
    [InlineData("# TYPE a gauge\na 1\n\n# TYPE b gauge\nb 1\n", "line 3: it is empty")]
    [InlineData("# TYPE a gauge\na 1", "the last line does not end with a line feed")]
    [InlineData("# UNIT a seconds\n", "line 1: UNIT of 'a' is not part of this format")]
    [InlineData("# TYPE a gauge\na 1 # {} 1\n", "line 2: a{} may not have an exemplar")]
    [InlineData("# TYPE a histogram\na_bucket{le=\"+Inf\"} 2\na_sum 1\na_count 3\n", "a{} has 2 in le=\"+Inf\", but _count is 3")]
    [InlineData("# TYPE a histogram\na_bucket{le=\"1\"} 2\na_sum 1\na_count 2\n", "a{} does not end with the bucket le=\"+Inf\"")]
    [InlineData("# TYPE a histogram\na_bucket{le=\"+Inf\"} 2\na_count 2\n", "a{} lacks _count or _sum")]
    [InlineData("# TYPE a histogram\na_bucket{le=\"1\"} 3\na_bucket{le=\"+Inf\"} 2\na_sum 1\na_count 2\n", "a{} has buckets that do not grow with le")]
    public void A_fault_of_the_text_format_is_named_with_its_line(string page, string fault) => Assert.Equal([fault], new TextPage().Read(page));

    [Theory]
    [InlineData("# TYPE a gauge\na 1\n", "the last line is not '# EOF', so the page may be cut off")]
    [InlineData("# TYPE a counter\na 1\n# EOF\n", "line 2: 'a' has no TYPE before it that fits its name")]
    [InlineData("# TYPE a gauge\na 1 # {} 1\n# EOF\n", "line 2: a{} may not have an exemplar")]
    [InlineData("# TYPE a gauge\n# UNIT a seconds\n# EOF\n", "line 2: 'a' has the unit 'seconds', and must end with it")]
    [InlineData("# TYPE a gauge\na 1\n\n# EOF\n", "line 3: it is empty")]
    public void A_fault_of_open_metrics_is_named_with_its_line(string page, string fault) => Assert.Contains(fault, new OpenMetricsPage().Read(page));
}
