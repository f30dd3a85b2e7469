using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using CloudNative.Sdk.Telemetry.Logs.Console;
using CloudNative.Sdk.TestSupport;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CloudNative.Sdk.Telemetry.Tests.Logs.Console;

public sealed class JsonLineFormatterTests
{
    [Fact]
    public void The_fields_of_a_record_have_their_fixed_names_and_order()
    {
        using var activity = new Activity("work").SetIdFormat(ActivityIdFormat.W3C).Start();
        var scopes = new LoggerExternalScopeProvider();
        using var outer = scopes.Push(new Dictionary<string, object?> { ["RequestPath"] = "/orders" });
        using var inner = scopes.Push("checkout");
        KeyValuePair<string, object?>[] state = [new("Id", 7), new("Who", "Ünsal"), new("{OriginalFormat}", "Order {Id} of {Who}")];

        var line = Line.Text(state, "Order 7 of Ünsal", new InvalidOperationException("No stock."), new EventId(12, "OrderPlaced"), scopes);

        Assert.Equal(
            "{\"timestamp\":\"2030-01-01T00:00:00.0000000Z\",\"level\":\"Information\",\"category\":\"Shop.Orders\",\"event_id\":12,\"event_name\":\"OrderPlaced\","
            + "\"message\":\"Order 7 of Ünsal\",\"template\":\"Order {Id} of {Who}\","
            + $"\"trace_id\":\"{activity.TraceId}\",\"span_id\":\"{activity.SpanId}\","
            + "\"exception\":{\"type\":\"System.InvalidOperationException\",\"message\":\"No stock.\"},"
            + "\"properties\":{\"Id\":7,\"Who\":\"Ünsal\"},\"scopes\":[{\"RequestPath\":\"/orders\"},\"checkout\"]}\n",
            line);
    }

    [Fact]
    public void Fields_without_a_content_are_left_out() => Assert.Equal(
        "{\"timestamp\":\"2030-01-01T00:00:00.0000000Z\",\"level\":\"Information\",\"category\":\"Shop.Orders\",\"message\":\"Hello\"}\n",
        Line.Text<KeyValuePair<string, object?>[]>([new("{OriginalFormat}", "Hello")]));

    [Fact]
    public void The_ids_of_the_activity_appear_once_although_hosts_add_them_as_a_scope()
    {
        using var activity = new Activity("work").SetIdFormat(ActivityIdFormat.W3C).Start();
        using var logging = new Logging(add: logging => logging.Configure(options =>
            options.ActivityTrackingOptions = ActivityTrackingOptions.SpanId | ActivityTrackingOptions.TraceId | ActivityTrackingOptions.ParentId));
        var sink = new FormattedLines();
        logging.Factory.AddProvider(sink);
        logging.Factory.CreateLogger("Shop").LogInformation("Hello");

        Assert.False(Line.Parse(Assert.Single(sink.Lines)).TryGetProperty("scopes", out _));
    }

    [Fact]
    public void Exceptions_within_are_a_list()
    {
        var thrown = Throw(new AggregateException("Two.", Throw(new FormatException("a")), new IOException("b", new TimeoutException("c"))));

        var written = Line.Of([], thrown).GetProperty("exception");

        Assert.Equal("System.AggregateException", written.GetProperty("type").GetString());
        Assert.Contains(nameof(Throw), written.GetProperty("stack").GetString(), StringComparison.Ordinal);
        Assert.Equal(["a", "b"], written.GetProperty("inner").EnumerateArray().Select(inner => inner.GetProperty("message").GetString()));
        Assert.Equal("c", written.GetProperty("inner")[1].GetProperty("inner")[0].GetProperty("message").GetString());
    }

    [Fact]
    public void A_console_that_is_not_utf8_gets_ascii()
    {
        var latin = new JsonLineFormatter(new FakeTimeProvider(), Encoding.Latin1);

        var line = Line.Text(0, "Grüße 😀", formatter: latin);

        Assert.True(Ascii.IsValid(line));
        Assert.Equal("Grüße 😀", Line.Parse(line).GetProperty("message").GetString());
    }

    [Fact]
    public void Of_properties_with_one_name_the_first_is_written() =>
        Assert.Equal("{\"A\":1,\"B\":2}", Line.Of([new("A", 1), new("B", 2), new("A", 3)]).GetProperty("properties").GetRawText());

    [Fact]
    public void A_record_that_was_held_back_keeps_its_own_time_and_ids()
    {
        var line = Line.Parse(Line.Text(new HeldBack(), "Late"));

        Assert.Equal("2029-12-31T23:00:00.0000000Z", line.GetProperty("timestamp").GetString());
        Assert.Equal("11111111111111111111111111111111", line.GetProperty("trace_id").GetString());
        Assert.Equal("System.IO.IOException: late", line.GetProperty("exception").GetProperty("stack").GetString());
        Assert.Equal(7, line.GetProperty("properties").GetProperty("Id").GetInt32());
    }

    [Fact]
    public void A_message_that_cannot_be_made_says_so_in_its_place()
    {
        using var output = new StringWriter();
        var entry = new LogEntry<int>(LogLevel.Error, "Shop", default, 0, null, (_, _) => throw new FormatException("raw"));
        new JsonLineFormatter(new FakeTimeProvider(), Encoding.UTF8).Write(entry, null, output);

        Assert.Equal("The message cannot be shown: System.FormatException.", Line.Parse(output.ToString()).GetProperty("message").GetString());
    }

    [Fact]
    public void A_value_that_logs_while_it_is_written_makes_a_line_of_its_own()
    {
        using var output = new StringWriter();
        var formatter = new JsonLineFormatter(new FakeTimeProvider(), Encoding.UTF8);
        var entry = new LogEntry<KeyValuePair<string, object?>[]>(
            LogLevel.Information, "Outer", default, [new("Value", new Talkative(formatter, output))], null, (_, _) => "outer");
        formatter.Write(entry, null, output);

        Assert.Equal(["Inner", "Outer"], output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("category").GetString()));
    }

    [Fact]
    public void No_culture_changes_a_line()
    {
        var before = CultureInfo.CurrentCulture;
        var odd = (CultureInfo)before.Clone();
        (odd.NumberFormat.NumberDecimalSeparator, odd.NumberFormat.NegativeSign) = (",", "~");
        CultureInfo.CurrentCulture = odd;
        try
        {
            Assert.Equal("{\"A\":-1.5,\"B\":\"-1.00:00:00\",\"C\":-2}", Line.Of([new("A", -1.5), new("B", TimeSpan.FromDays(-1)), new("C", -2)]).GetProperty("properties").GetRawText());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static Exception Throw(Exception exception)
    {
        try
        {
            throw exception;
        }
        catch (Exception thrown)
        {
            return thrown;
        }
    }

    private sealed class Talkative(JsonLineFormatter formatter, TextWriter output)
    {
        public override string ToString()
        {
            formatter.Write(new LogEntry<int>(LogLevel.Information, "Inner", default, 0, null, (_, _) => "inner"), null, output);
            return "talked";
        }
    }

    private sealed class HeldBack : BufferedLogRecord
    {
        public override DateTimeOffset Timestamp => new(2030, 1, 1, 1, 0, 0, TimeSpan.FromHours(2));

        public override LogLevel LogLevel => LogLevel.Warning;

        public override EventId EventId => default;

        public override string FormattedMessage => "Late";

        public override string Exception => "System.IO.IOException: late";

        public override ActivityTraceId? ActivityTraceId => System.Diagnostics.ActivityTraceId.CreateFromString("11111111111111111111111111111111");

        public override ActivitySpanId? ActivitySpanId => System.Diagnostics.ActivitySpanId.CreateFromString("2222222222222222");

        public override IReadOnlyList<KeyValuePair<string, object?>> Attributes => [new("Id", 7)];
    }
}
