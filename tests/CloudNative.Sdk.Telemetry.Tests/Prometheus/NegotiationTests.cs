using System.Globalization;
using CloudNative.Sdk.Telemetry.Prometheus.Http;

namespace CloudNative.Sdk.Telemetry.Tests.Prometheus;

public sealed class NegotiationTests
{
    private const string Classic = "text/plain; version=0.0.4; charset=utf-8";
    private const string Text = "text/plain; version=1.0.0; charset=utf-8; escaping=";
    private const string OldOpenMetrics = "application/openmetrics-text; version=0.0.1; charset=utf-8";
    private const string OpenMetrics = "application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=";

    [Theory]
    [InlineData(null, Classic)]
    [InlineData("", Classic)]
    [InlineData("*/*", Classic)]
    [InlineData("text/*", Classic)]
    [InlineData("text/plain", Classic)]
    [InlineData("text/plain;version=0.0.4", Classic)]
    [InlineData("text/plain;version=0.0.4;escaping=allow-utf-8", Classic)]
    [InlineData("text/plain;version=1.0.0", Text + "underscores")]
    [InlineData("text/plain;version=1.0.0;escaping=underscores", Text + "underscores")]
    [InlineData("text/plain;version=1.0.0;escaping=dots", Text + "dots")]
    [InlineData("text/plain;version=1.0.0;escaping=values", Text + "values")]
    [InlineData("text/plain;version=1.0.0;escaping=allow-utf-8", Text + "allow-utf-8")]
    [InlineData("text/plain;version=1.0.0;escaping=allow-utf8", Text + "allow-utf-8")]
    [InlineData("text/plain;version=1.0.0;escaping=other", Text + "underscores")]
    [InlineData("text/plain;version=1.0.0;escaping=", Text + "underscores")]
    [InlineData("text/plain;version=3.0.0", Classic)]
    [InlineData("application/openmetrics-text", OpenMetrics + "underscores")]
    [InlineData("application/openmetrics-text;version=1.0.0", OpenMetrics + "underscores")]
    [InlineData("application/openmetrics-text;version=1.0.0;escaping=allow-utf-8", OpenMetrics + "allow-utf-8")]
    [InlineData("application/openmetrics-text;version=0.0.1", OldOpenMetrics)]
    [InlineData("application/openmetrics-text;version=0.0.1;escaping=dots", OldOpenMetrics)]
    [InlineData("application/openmetrics-text;version=2.0.0", Classic)]
    [InlineData("application/openmetrics-text;version=2.0.0,application/openmetrics-text;version=0.0.1;q=0.1", OldOpenMetrics)]
    [InlineData("application/*", OpenMetrics + "underscores")]
    [InlineData("application/json", Classic)]
    [InlineData("application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited", Classic)]
    public void One_item_is_answered_by_the_format_that_it_names(string? accept, string expected) => Assert.Equal(expected, Choose(accept));

    [Theory]
    [InlineData("application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1", OpenMetrics + "underscores")]
    [InlineData("application/openmetrics-text;version=1.0.0;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2", OpenMetrics + "underscores")]
    [InlineData(
        "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,"
        + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2",
        OpenMetrics + "allow-utf-8")]
    public void Prometheus_gets_openmetrics(string accept, string expected) => Assert.Equal(expected, Choose(accept));

    [Theory]
    [InlineData("text/plain;q=0.4, application/openmetrics-text;q=0.5", OpenMetrics + "underscores")]
    [InlineData("text/plain;q=0.500, application/openmetrics-text;q=0.499", Classic)]
    [InlineData("application/openmetrics-text, text/plain", OpenMetrics + "underscores")]
    [InlineData("text/plain, application/openmetrics-text", Classic)]
    [InlineData("text/plain;q=0, */*", OpenMetrics + "underscores")]
    [InlineData("text/plain;q=0, application/openmetrics-text;q=0, */*", Classic)]
    [InlineData("application/openmetrics-text;q=0, */*;q=0.1", Classic)]
    [InlineData("text/plain;version=0.0.4;q=0, text/plain", Text + "underscores")]
    [InlineData("text/*;q=0.3, application/openmetrics-text;version=0.0.1;q=0.2", Classic)]
    [InlineData("*/*;q=0.9, text/plain;version=1.0.0;escaping=dots", Text + "dots")]
    [InlineData("text/html, application/xhtml+xml, */*;q=0.8", Classic)]
    public void Quality_decides_then_exactness_then_order(string accept, string expected) => Assert.Equal(expected, Choose(accept));

    [Theory]
    [InlineData("TEXT/PLAIN;VERSION=1.0.0;ESCAPING=DOTS", Text + "dots")]
    [InlineData(" text/plain ;\tversion = 1.0.0 ; escaping = values ", Text + "values")]
    [InlineData("text/plain;version=\"1.0.0\";escaping=\"dots\"", Text + "dots")]
    [InlineData("text/plain;note=\"a,b;c\\\"d\";version=1.0.0", Text + "underscores")]
    [InlineData(",, text/plain;version=1.0.0 ,,", Text + "underscores")]
    [InlineData("text/plain;version=1.0.0;charset=utf-8;;", Text + "underscores")]
    public void Spelling_is_read_as_the_standard_allows(string accept, string expected) => Assert.Equal(expected, Choose(accept));

    [Theory]
    [InlineData("\"")]
    [InlineData(";;;,,,")]
    [InlineData("text/plain;q=abc")]
    [InlineData("application/openmetrics-text;q=1.001")]
    [InlineData("application/openmetrics-text;q=-1")]
    [InlineData("application/openmetrics-text;q=0.1234")]
    [InlineData("application/openmetrics-text;q=")]
    [InlineData("application openmetrics-text")]
    [InlineData("application/openmetrics-text\0")]
    [InlineData("*")]
    public void What_is_malformed_is_answered_in_the_classic_format(string accept) => Assert.Equal(Classic, Choose(accept));

    [Fact]
    public void Several_lines_are_one_list() =>
        Assert.Equal(OldOpenMetrics, Negotiation.Choose(new(["text/plain;q=0.1", null, "application/openmetrics-text;version=0.0.1"])).ContentType);

    [Fact]
    public void A_header_that_no_scraper_sends_is_not_read()
    {
        var longest = "application/openmetrics-text".PadRight(Negotiation.LongestHeader);

        Assert.Equal(OpenMetrics + "underscores", Choose(longest));
        Assert.Equal(Classic, Choose(longest + " "));
    }

    [Fact]
    public void Whatever_is_sent_the_choice_is_that_of_the_standard()
    {
        var random = new Random(20261121);
        for (var i = 0; i < 20_000; i++)
        {
            var items = Enumerable.Range(0, random.Next(1, 6)).Select(_ => Item.Any(random)).ToList();

            Assert.Equal(Expected(items), Choose(string.Join(',', items)));
        }
    }

    [Fact]
    public void Noise_is_answered()
    {
        const string Alphabet = "text/plain;version=1.0.0,application/openmetrics-text;q=0.5*\"\\ \t\u00e9\ud800";
        var random = new Random(20261121);
        for (var i = 0; i < 20_000; i++)
        {
            var noise = new string([.. Enumerable.Range(0, random.Next(120)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);

            Assert.Contains(Choose(noise).Split(';')[0], (string[])["text/plain", "application/openmetrics-text"]);
            Negotiation.AcceptsGzip(noise);
        }
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("gzip", true)]
    [InlineData("x-gzip", true)]
    [InlineData("GZIP;Q=0.5", true)]
    [InlineData("deflate, br", false)]
    [InlineData("deflate, gzip;q=1.0, *;q=0.5", true)]
    [InlineData("*", true)]
    [InlineData("*;q=0", false)]
    [InlineData("gzip;q=0", false)]
    [InlineData("gzip;q=0, *", false)]
    [InlineData("gzip;q=0.5, identity", false)]
    [InlineData("gzip, identity;q=0.5", true)]
    [InlineData("identity;q=0, gzip;q=0.1", true)]
    [InlineData("gzip;q=nonsense", false)]
    public void Gzip_is_used_where_it_is_wanted(string? acceptEncoding, bool expected) => Assert.Equal(expected, Negotiation.AcceptsGzip(acceptEncoding));

    private static string Choose(string? accept) => Negotiation.Choose(accept).ContentType;

    /// <summary>What RFC 9110 says, spelt out: of each format the quality of the item that names it most exactly; then the best.</summary>
    private static string Expected(List<Item> items)
    {
        (string Type, string Version)[] formats =
            [("text/plain", "0.0.4"), ("application/openmetrics-text", "1.0.0"), ("text/plain", "1.0.0"), ("application/openmetrics-text", "0.0.1")];
        var offers = formats.Select((format, preference) =>
        {
            var (item, place) = items.Select((item, place) => (item, place))
                .Where(each => each.item.Exactness(format.Type, format.Version) > 0)
                .OrderByDescending(each => each.item.Exactness(format.Type, format.Version))
                .ThenBy(each => each.place)
                .FirstOrDefault();
            return (format, item, place, preference);
        });
        var best = offers.Where(offer => offer.item is { Quality: > 0 })
            .OrderByDescending(offer => offer.item!.Quality).ThenBy(offer => offer.place).ThenBy(offer => offer.preference).FirstOrDefault();
        return best.item is null ? Classic
            : best.format.Version != "1.0.0" ? $"{best.format.Type}; version={best.format.Version}; charset=utf-8"
            : $"{best.format.Type}; version=1.0.0; charset=utf-8; escaping={best.item.Escaping ?? "underscores"}";
    }

    private sealed record Item(string Type, string? Version, string? Escaping, double Quality)
    {
        private static readonly string[] Types = ["text/plain", "application/openmetrics-text", "text/*", "application/*", "*/*", "text/html"];
        private static readonly string?[] Versions = [null, "0.0.1", "0.0.4", "1.0.0", "9"];
        private static readonly string?[] Escapings = [null, "underscores", "dots", "values", "allow-utf-8"];

        public static Item Any(Random random)
        {
            var type = Types[random.Next(Types.Length)];
            var exact = !type.Contains('*', StringComparison.Ordinal);
            return new Item(type, exact ? Versions[random.Next(Versions.Length)] : null, exact ? Escapings[random.Next(Escapings.Length)] : null, random.Next(4) / 3.0);
        }

        public int Exactness(string type, string version) =>
            Type == "*/*" ? 1
            : Type.EndsWith("/*", StringComparison.Ordinal) ? type.StartsWith(Type[..^1], StringComparison.Ordinal) ? 2 : 0
            : Type != type ? 0
            : Version is null ? 3
            : Version == version ? 4 : 0;

        public override string ToString() =>
            string.Create(CultureInfo.InvariantCulture, $"{Type}{Parameter("version", Version)}{Parameter("escaping", Escaping)};q={Quality:0.###}");

        private static string Parameter(string name, string? value) => value is null ? string.Empty : $";{name}={value}";
    }
}
