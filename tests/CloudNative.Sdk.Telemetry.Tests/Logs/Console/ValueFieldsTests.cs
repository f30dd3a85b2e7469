using System.Collections;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CloudNative.Sdk.Telemetry.Tests.Logs.Console;

public sealed class ValueFieldsTests
{
    public static TheoryData<object?, string> Values => new()
    {
        { null, "null" },
        { true, "true" },
        { 'x', "\"x\"" },
        { (byte)200, "200" },
        { (sbyte)-7, "-7" },
        { ushort.MaxValue, "65535" },
        { ulong.MaxValue, "18446744073709551615" },
        { long.MinValue, "-9223372036854775808" },
        { 1.5f, "1.5" },
        { 0.1 + 0.2, "0.30000000000000004" },
        { 79228162514264337593543950335m, "79228162514264337593543950335" },
        { double.NaN, "\"NaN\"" },
        { double.PositiveInfinity, "\"Infinity\"" },
        { float.NegativeInfinity, "\"-Infinity\"" },
        { (Half)2.5, "\"2.5\"" },
        { DayOfWeek.Friday, "\"Friday\"" },
        { new Guid("0f8fad5b-d9cb-469f-a165-70867728950e"), "\"0f8fad5b-d9cb-469f-a165-70867728950e\"" },
        { new DateTime(2030, 1, 2, 3, 4, 5, DateTimeKind.Utc), "\"2030-01-02T03:04:05Z\"" },
        { new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)), "\"2030-01-02T03:04:05+02:00\"" },
        { new DateOnly(2030, 1, 2), "\"2030-01-02\"" },
        { TimeSpan.FromSeconds(1.5), "\"00:00:01.5000000\"" },
        { new Uri("http://catalog/a b"), "\"http://catalog/a b\"" },
        { new byte[] { 1, 2, 3 }, "\"AQID\"" },
        { JsonNode.Parse("{\"a\":[1]}"), "\"{\\u0022a\\u0022:[1]}\"" },
        { new[] { 1, 2 }, "[1,2]" },
        { new object?[] { 1, null, "x", new[] { 2 } }, "[1,null,\"x\",[2]]" },
        { new Dictionary<string, int> { ["a"] = 1 }, "{\"a\":1}" },
        { new Dictionary<int, string?> { [1] = null }, "{\"1\":null}" },
        { new KeyValuePair<string, object?>[] { new("a", new KeyValuePair<string, object?>[] { new("a", 1) }) }, "{\"a\":{\"a\":1}}" },
        { new { A = 1 }, "\"{ A = 1 }\"" },
    };

    [Theory]
    [MemberData(nameof(Values), DisableDiscoveryEnumeration = true)]
    public void A_value_is_written_by_its_type(object? value, string expected) =>
        Assert.Equal(JsonDocument.Parse(expected).RootElement.GetRawText().Replace("\\u0022", "\\\"", StringComparison.Ordinal), Line.Value(value).GetRawText());

    [Fact]
    public void Half_a_surrogate_pair_becomes_the_replacement_character()
    {
        Assert.Equal("a\uFFFDb", Line.Value("a\uD83Db").GetString());
        Assert.Equal("\uFFFD", Line.Value('\uDC00').GetString());
        Assert.Equal("{\"\uFFFD\":1}", Line.Of([new("\uD83D", 1)]).GetProperty("properties").GetRawText().Replace("\\uFFFD", "\uFFFD", StringComparison.Ordinal));
    }

    [Fact]
    public void A_value_that_throws_costs_its_own_text_only()
    {
        var properties = Line.Of([new("A", new Broken()), new("B", Endless().Select(i => 1 / (3 - i))), new("C", 3)]).GetProperty("properties");

        Assert.Equal("CloudNative.Sdk.Telemetry.Tests.Logs.Console.ValueFieldsTests+Broken cannot be shown: System.NotSupportedException", properties.GetProperty("A").GetString());
        Assert.EndsWith("cannot be shown: System.DivideByZeroException", properties.GetProperty("B")[3].GetString(), StringComparison.Ordinal);
        Assert.Equal(3, properties.GetProperty("C").GetInt32());
    }

    [Fact]
    public void A_record_that_cannot_be_read_keeps_its_message()
    {
        var line = Line.Parse(Line.Text(new BrokenPairs(), "Still here"));

        Assert.Equal("Still here", line.GetProperty("message").GetString());
        Assert.True(line.GetProperty("truncated").GetBoolean());
    }

    [Fact]
    public void An_exception_that_throws_still_has_its_type()
    {
        var written = Line.Of([], new BrokenException()).GetProperty("exception");

        Assert.EndsWith("+BrokenException", written.GetProperty("type").GetString(), StringComparison.Ordinal);
        Assert.EndsWith("cannot be shown: System.NotSupportedException", written.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Endless_deep_and_huge_values_are_cut_and_the_line_says_so()
    {
        var deep = new object?[1];
        deep[0] = deep;
        foreach (var value in new object[] { Endless(), deep, new string('x', 1_000_000), new byte[100_000], "x" + string.Concat(Enumerable.Repeat("😀", 5_000)) })
        {
            var text = Line.Text<KeyValuePair<string, object?>[]>([new("Value", value)]);

            Assert.True(Line.Parse(text).GetProperty("truncated").GetBoolean());
            Assert.InRange(text.Length, 1, 64 * 1024);
            Assert.DoesNotContain('\uFFFD', text);
        }
    }

    [Fact]
    public void A_record_of_many_large_values_stays_below_its_limit_and_keeps_the_exception()
    {
        var large = Enumerable.Range(0, 1_000).Select(i => KeyValuePair.Create($"P{i}", (object?)new string('ü', 8_000))).ToArray();
        var text = Line.Text(large, exception: new IOException(new string('\u0001', 8_000)));

        Assert.InRange(Encoding.UTF8.GetByteCount(text), 64 * 1024, 128 * 1024);
        Assert.Equal("System.IO.IOException", Line.Parse(text).GetProperty("exception").GetProperty("type").GetString());
    }

    private static IEnumerable<int> Endless()
    {
        for (var i = 0; ; i++)
        {
            yield return i;
        }
    }

    private sealed class Broken
    {
        public override string ToString() => throw new NotSupportedException();
    }

    private sealed class BrokenException : Exception
    {
        public override string Message => throw new NotSupportedException();
    }

    private sealed class BrokenPairs : IReadOnlyList<KeyValuePair<string, object?>>
    {
        public int Count => throw new NotSupportedException();

        public KeyValuePair<string, object?> this[int index] => throw new NotSupportedException();

        public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => throw new NotSupportedException();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
