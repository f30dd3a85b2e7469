using System.Diagnostics.Tracing;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.EventSource;
using OpenTelemetry;
using OpenTelemetry.Logs;

namespace CloudNative.Sdk.Telemetry.Tests.Logs.Redaction;

/// <summary>Random classified values in every place of a record, looked for in everything that any sink got.</summary>
public sealed class NeverRawTests
{
    private const int Records = 300;
    private const string Marker = "raw7value";
    private static readonly string[] Formats = ["{0}", "{0,12}", "{0,-12}", "{0:X}", "{0,10:N3}"];

    [Theory]
    [InlineData("Erase", 1)]
    [InlineData("Erase", 2)]
    [InlineData("Hash", 3)]
    [InlineData("Route", 4)]
    public void A_classified_value_never_appears_raw_in_an_ordinary_sink(string handling, int seed)
    {
        var (values, sinks) = Fill(isStock: false, handling, seed);

        Assert.All(sinks, sink => Assert.Contains("Shop", sink.Text, StringComparison.Ordinal));
        Assert.All(sinks, sink => Assert.DoesNotContain(Marker, sink.Text, StringComparison.Ordinal));
        Assert.All(sinks, sink => Assert.All(values, value => Assert.DoesNotContain(value, sink.Text, StringComparison.Ordinal)));
    }

    [Fact]
    public void Without_redaction_every_sink_shows_them_raw()
    {
        var (_, sinks) = Fill(isStock: true, "Erase", seed: 1);

        Assert.Equal(["recording", "OpenTelemetry", "EventSource", "json", "simple", "systemd"], sinks.Select(sink => sink.Name));
        Assert.All(sinks, sink => Assert.Contains(Marker, sink.Text, StringComparison.Ordinal));
    }

    /// <summary>Writes the records, and returns the raw values with the text that each sink got.</summary>
    private static (List<string> Values, (string Name, string Text)[] Sinks) Fill(bool isStock, string handling, int seed)
    {
        using var events = new LogEvents();
        var exported = new ExportedRecords();
        var consoles = ConsoleSink.All();
        using var logging = new Logging(
            isStock,
            [
                ("LogLevel:Default", "Trace"),
                ("CloudNative:Telemetry:Logs:Redaction:PersonalData", handling),
                ("CloudNative:Telemetry:Logs:Redaction:HashKey", Convert.ToBase64String(Encoding.UTF8.GetBytes("a key of this test alone"))),
                ("CloudNative:Telemetry:Logs:Redaction:RouteTo:0", "Routed"),
            ],
            builder => AddSinks(builder, exported, consoles));
        var random = new Random(seed);
        var logger = logging.Factory.CreateLogger("Shop");
        var values = new List<string>();
        for (var record = 0; record < Records; record++)
        {
            values.Add(Write(logger, random));
        }

        Assert.Equal((Records, Records), (logging.Sink.Entries.Count, exported.Count));
        return (values,
        [
            ("recording", string.Join('\n', logging.Sink.Entries)),
            ("OpenTelemetry", exported.Text),
            ("EventSource", events.Text),
            .. consoles.OrderBy(console => console.Formatter, StringComparer.Ordinal).Select(console => (console.Formatter, console.Text)),
        ]);
    }

    private static void AddSinks(ILoggingBuilder builder, ExportedRecords exported, ConsoleSink[] consoles)
    {
        builder.AddEventSourceLogger();
        builder.AddProvider(new RoutedProvider());
        builder.AddOpenTelemetry(options =>
        {
            (options.IncludeScopes, options.IncludeFormattedMessage, options.ParseStateValues) = (true, true, true);
            options.AddProcessor(exported);
        });
        foreach (var console in consoles)
        {
            builder.AddProvider(console);
        }
    }

    /// <summary>Logs one record with a classified value in all places, and returns the value.</summary>
    private static string Write(ILogger logger, Random random)
    {
        var raw = Text(random);
        var hole = Formats[random.Next(Formats.Length)].Replace("{0", "{Password", StringComparison.Ordinal);
        using var pairs = logger.BeginScope(new Dictionary<string, object?> { ["api-key"] = raw, ["customer"] = Value(random, raw) });
        using var template = logger.BeginScope("scope {Token} {Any}", raw, Value(random, raw));
        var exception = new InvalidOperationException("broken", new AccountException("account " + raw) { Account = raw }) { Data = { ["secret"] = raw, ["value"] = Value(random, raw) } };
        switch (random.Next(4))
        {
            case 0:
                logger.LogError(exception, "{{" + hole + " {Any} " + hole, raw, Value(random, raw), raw);
                break;
            case 1:
                logger.Failed(exception, raw);
                break;
            case 2:
                logger.Met(raw, "London", raw);
                break;
            default:
                logger.Log(LogLevel.Critical, 9, new Dictionary<string, object?> { ["cookie"] = raw, ["any"] = Value(random, raw) }, exception, (state, _) => string.Join(',', state.Values));
                break;
        }

        return raw;
    }

    /// <summary>Makes a text of any characters with braces, quotes, line ends and halves of surrogate pairs among them.</summary>
    private static string Text(Random random)
    {
        var text = new StringBuilder(Marker);
        for (var length = random.Next(3, 30); length > 0; length--)
        {
            text.Append(random.Next(4) == 0 ? "{}\"'\n\\:,<&"[random.Next(10)] : (char)random.Next(1, char.MaxValue));
        }

        return text.Append(random.Next().ToString("X8", CultureInfo.InvariantCulture)).ToString();
    }

    /// <summary>Puts the text into some classified value.</summary>
    private static object Value(Random random, string raw, int depth = 0) => random.Next(depth > 3 ? 4 : 9) switch
    {
        0 => new Customer(random.Next(), raw) { Pin = raw, Home = raw },
        1 => new PhoneNumber(raw),
        2 => new ApiToken(raw),
        3 => new Envelope<string>(raw, raw),
        4 => new Customer(1, null) { Notes = Value(random, raw, depth + 1) },
        5 => new[] { 1, Value(random, raw, depth + 1) },
        6 => new Dictionary<string, object?> { ["password"] = raw, ["any"] = Value(random, raw, depth + 1) },
        7 => (1, Value(random, raw, depth + 1)),
        _ => new Order("1", [new Vip(1, raw, 2) { Home = new Customer(2, raw) }]),
    };

    /// <summary>Keeps all that OpenTelemetry's exporters would get.</summary>
    private sealed class ExportedRecords : BaseProcessor<LogRecord>
    {
        private readonly StringBuilder _text = new();

        public int Count { get; private set; }

        public string Text => _text.ToString();

        public override void OnEnd(LogRecord data)
        {
            Count++;
            _text.Append(data.CategoryName).Append(data.Body).Append(data.FormattedMessage).Append(data.Exception).Append('\n');
            foreach (var (key, value) in data.Attributes ?? [])
            {
                _text.Append(CultureInfo.InvariantCulture, $"{key}={value}\n");
            }

            data.ForEachScope(
                static (scope, text) =>
                {
                    foreach (var (key, value) in scope)
                    {
                        text.Append(CultureInfo.InvariantCulture, $"{key}={value}\n");
                    }
                },
                _text);
        }
    }

    /// <summary>Keeps all that tools outside the process would get.</summary>
    private sealed class LogEvents : EventListener
    {
        private readonly StringBuilder _text = new();

        public string Text
        {
            get
            {
                lock (_text)
                {
                    return _text.ToString();
                }
            }
        }

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "Microsoft-Extensions-Logging")
            {
                EnableEvents(eventSource, EventLevel.LogAlways, LoggingEventSource.Keywords.Message | LoggingEventSource.Keywords.FormattedMessage | LoggingEventSource.Keywords.JsonMessage);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            var text = string.Join('\n', (eventData.Payload ?? []).Select(Show));
            lock (_text)
            {
                _text.Append(text);
            }
        }

        private static string Show(object? value) =>
            value is System.Collections.IEnumerable items and not string ? string.Join(',', items.Cast<object?>().Select(Show)) : value?.ToString() ?? "";
    }
}
