using System.Diagnostics;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace CloudNative.Sdk.Telemetry.Logs.Console;

/// <summary>Writes each log record as one line of JSON, whatever is in it.</summary>
/// <remarks>A line leaves in one piece, so that a value which logs while it is being written cannot break into it.</remarks>
internal sealed class JsonLineFormatter : ConsoleFormatter
{
    public const string FormatterName = "cloudnative-json";

    /// <summary>The line of this thread, while nobody writes it.</summary>
    [ThreadStatic]
    private static JsonLine? _idle;

    private readonly TimeProvider _time;
    private readonly Encoding? _console;

    public JsonLineFormatter(TimeProvider time)
        : this(time, null)
    {
    }

    internal JsonLineFormatter(TimeProvider time, Encoding? console)
        : base(FormatterName) => (_time, _console) = (time, console);

    /// <summary>Gets the encoder, which takes some time to make, with the first line. A console that is not UTF-8 gets escapes for all that is not ASCII: then its bytes are valid UTF-8 all the same.</summary>
    private JavaScriptEncoder Encoder => field ??=
        (_console ?? System.Console.OutputEncoding).CodePage == Encoding.UTF8.CodePage ? JavaScriptEncoder.UnsafeRelaxedJsonEscaping : JavaScriptEncoder.Default;

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        object? state = logEntry.State;
        if (state is BufferedLogRecord buffered)
        {
            Write(RecordOf(buffered, logEntry.Category), textWriter);
            return;
        }

        string? message;
        try
        {
            message = logEntry.Formatter?.Invoke(logEntry.State, logEntry.Exception);
        }
        catch (Exception exception)
        {
            message = $"The message cannot be shown: {exception.GetType()}.";
        }

        var activity = Activity.Current is { IdFormat: ActivityIdFormat.W3C } current ? current : null;
        var record = new LineRecord
        {
            Timestamp = _time.GetUtcNow(),
            Level = logEntry.LogLevel,
            Category = logEntry.Category,
            EventId = logEntry.EventId,
            Message = message,
            State = state,
            Exception = logEntry.Exception,
            TraceId = activity?.TraceId.ToHexString(),
            SpanId = activity?.SpanId.ToHexString(),
            Scopes = scopeProvider,
        };
        Write(record, textWriter);
    }

    /// <summary>Not generic: each type of state would cost every start its own compilation.</summary>
    private void Write(in LineRecord record, TextWriter textWriter)
    {
        var line = _idle is { } idle && ReferenceEquals(idle.Encoder, Encoder) ? idle : new JsonLine(Encoder);
        _idle = null;
        Write(line, record);
        line.End(textWriter);
        if (line.IsWorthKeeping)
        {
            _idle = line;
        }
    }

    /// <summary>Leaves the pairs out where a class of the application cannot even be read: a log call must not fail, nor be lost.</summary>
    private static void Write(JsonLine line, in LineRecord record)
    {
        try
        {
            line.Begin();
            RecordFields.Write(line, record);
        }
        catch (Exception) when (record.State is not null || record.Scopes is not null)
        {
            line.Begin();
            line.IsCut = true;
            RecordFields.Write(line, record with { State = null, Scopes = null });
        }
    }

    /// <summary>Tells of a record that was held back for a while and comes now, on another thread.</summary>
    private static LineRecord RecordOf(BufferedLogRecord record, string category) => new()
    {
        Timestamp = record.Timestamp,
        Level = record.LogLevel,
        Category = category,
        EventId = record.EventId,
        Message = record.FormattedMessage,
        State = record.Attributes,
        ExceptionText = record.Exception,
        TraceId = record.ActivityTraceId?.ToHexString(),
        SpanId = record.ActivitySpanId?.ToHexString(),
    };
}
