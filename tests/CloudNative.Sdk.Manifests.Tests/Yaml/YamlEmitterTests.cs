using System.Text.Json.Nodes;
using CloudNative.Sdk.Manifests.Tests.Validation;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Tests.Yaml;

public sealed class YamlEmitterTests
{
    [Theory]
    [InlineData("on")]
    [InlineData("YES")]
    [InlineData("n")]
    [InlineData("True")]
    [InlineData("null")]
    [InlineData("~")]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("-1")]
    [InlineData("1.10")]
    [InlineData("0x1F")]
    [InlineData("0o17")]
    [InlineData("0b1")]
    [InlineData("007")]
    [InlineData("1_000")]
    [InlineData("1e3")]
    [InlineData(".5")]
    [InlineData(".inf")]
    [InlineData("12:30:00")]
    [InlineData("2026-11-21")]
    [InlineData("2026-11-21T10:00:00Z")]
    [InlineData("=")]
    [InlineData("<<")]
    [InlineData("- a")]
    [InlineData("a: b")]
    [InlineData("a #b")]
    [InlineData("a:")]
    [InlineData(" a")]
    [InlineData("a ")]
    [InlineData("@a")]
    [InlineData("*a")]
    [InlineData("&a")]
    [InlineData("!a")]
    [InlineData("%a")]
    [InlineData("'a'")]
    [InlineData("\"a\"")]
    [InlineData("{a}")]
    [InlineData("a\nb\n")]
    [InlineData("tab\there")]
    [InlineData("\u0085\u2028\ufeff\u0007")]
    [InlineData("\ud83d\ude80")]
    public void A_text_that_a_reader_may_misunderstand_is_quoted(string text)
    {
        Assert.Matches("^[\"']", YamlScalar.Write(text));
        Assert.Equal(text, RoundTrip(text)!.GetValue<string>());
    }

    [Theory]
    [InlineData("checkout")]
    [InlineData("100m")]
    [InlineData("256Mi")]
    [InlineData("25%")]
    [InlineData("/tmp")]
    [InlineData("http://catalog:80/x?y=z", false)]
    [InlineData("http://catalog")]
    [InlineData("registry.example.org:5000/shop/checkout:1.4.2@sha256:e3b0")]
    [InlineData("several plain words, with a comma")]
    public void A_text_that_nobody_misunderstands_stays_readable(string text, bool isPlain = true)
    {
        Assert.Equal(isPlain, YamlScalar.Write(text) == text);
        Assert.Equal(text, RoundTrip(text)!.GetValue<string>());
    }

    [Fact]
    public void Nesting_is_written_in_block_style() =>
        Assert.Equal(
            """
            text: a
            number: 5
            truth: true
            none: {}
            nothing: []
            list:
            - one
            - first: 1
              second:
              - 2
            -
              - deep
            map:
              inner: x

            """,
            YamlEmitter.Write(new YamlMap
            {
                { "text", "a" }, { "number", 5 }, { "truth", true }, { "absent", null }, { "none", new YamlMap() }, { "nothing", new List<object>() },
                { "list", new List<object> { "one", new YamlMap { { "first", 1 }, { "second", new List<object> { 2 } } }, new List<object> { "deep" } } },
                { "map", new YamlMap { { "inner", "x" } } },
            }));

    [Fact]
    public void Any_document_reads_back_as_it_was_written()
    {
        var random = new Random(11);
        for (var round = 0; round < 3000; round++)
        {
            var document = RandomYaml.Map(random);
            var text = YamlEmitter.Write(document);
            Assert.True(JsonNode.DeepEquals(Json(document), Yaml11.Parse(text)), text);
        }
    }

    private static JsonNode? RoundTrip(string text) => Yaml11.Parse(YamlEmitter.Write(new YamlMap { { "value", text } }))!["value"];

    private static JsonNode? Json(object value) => value switch
    {
        YamlMap map => new JsonObject(map.Select(entry => KeyValuePair.Create(entry.Key, Json(entry.Value)))),
        List<object> list => new JsonArray([.. list.Select(Json)]),
        int number => JsonValue.Create((long)number),
        bool truth => JsonValue.Create(truth),
        _ => JsonValue.Create((string)value),
    };
}
