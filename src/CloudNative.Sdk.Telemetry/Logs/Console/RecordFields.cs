using System.Buffers.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Logs.Console;

/// <summary>Writes the fields of a record in their fixed order. Their names are a promise to log stores: docs/telemetry.md lists them.</summary>
internal static class RecordFields
{
    private static readonly JsonEncodedText Timestamp = JsonEncodedText.Encode("timestamp");
    private static readonly JsonEncodedText Level = JsonEncodedText.Encode("level");
    private static readonly JsonEncodedText Category = JsonEncodedText.Encode("category");
    private static readonly JsonEncodedText EventId = JsonEncodedText.Encode("event_id");
    private static readonly JsonEncodedText EventName = JsonEncodedText.Encode("event_name");
    private static readonly JsonEncodedText Message = JsonEncodedText.Encode("message");
    private static readonly JsonEncodedText Template = JsonEncodedText.Encode("template");
    private static readonly JsonEncodedText TraceId = JsonEncodedText.Encode("trace_id");
    private static readonly JsonEncodedText SpanId = JsonEncodedText.Encode("span_id");
    private static readonly JsonEncodedText Properties = JsonEncodedText.Encode("properties");
    private static readonly JsonEncodedText ExceptionName = JsonEncodedText.Encode("exception");
    private static readonly JsonEncodedText Truncated = JsonEncodedText.Encode("truncated");

    private static readonly JsonEncodedText[] Levels = EncodeLevels();

    public static void Write(JsonLine line, in LineRecord record)
    {
        var json = line.Json;
        json.WriteStartObject();
        WriteTime(json, record.Timestamp);
        json.WriteString(Level, Levels[Math.Clamp((int)record.Level, 0, Levels.Length - 1)]);
        json.WriteString(Category, line.Short(record.Category));
        WriteEvent(line, record.EventId);
        var pairs = record.State as IReadOnlyList<KeyValuePair<string, object?>>;
        WriteMessage(line, record.Message, pairs);
        if (record.TraceId is not null)
        {
            json.WriteString(TraceId, record.TraceId);
            json.WriteString(SpanId, record.SpanId);
        }

        // The exception first, lest large properties leave no room for it.
        WriteException(line, record);
        WriteProperties(line, pairs);
        ScopeFields.Write(line, record.Scopes, record.TraceId is not null);
        if (line.IsCut)
        {
            json.WriteBoolean(Truncated, true);
        }

        json.WriteEndObject();
    }

    private static void WriteTime(Utf8JsonWriter json, DateTimeOffset time)
    {
        // Always 28 characters; the writer itself drops zeros at the end.
        Span<byte> text = stackalloc byte[32];
        Utf8Formatter.TryFormat(time.UtcDateTime, text, out var length, 'O');
        json.WriteString(Timestamp, text[..length]);
    }

    private static void WriteEvent(JsonLine line, EventId id)
    {
        if (id.Id != 0)
        {
            line.Json.WriteNumber(EventId, id.Id);
        }

        if (id.Name is not null)
        {
            line.Json.WriteString(EventName, line.Short(id.Name));
        }
    }

    private static void WriteMessage(JsonLine line, string? message, IReadOnlyList<KeyValuePair<string, object?>>? pairs)
    {
        line.Json.WriteString(Message, line.Short(message ?? string.Empty));
        if (pairs is { Count: > 1 } && pairs[pairs.Count - 1] is { Key: PairFields.Template, Value: string template } && template != message)
        {
            line.Json.WriteString(Template, line.Short(template));
        }
    }

    private static void WriteException(JsonLine line, in LineRecord record)
    {
        if (record.Exception is not null)
        {
            line.Json.WritePropertyName(ExceptionName);
            ExceptionFields.Write(line, record.Exception, depth: 0);
        }
        else if (record.ExceptionText is not null)
        {
            line.Json.WritePropertyName(ExceptionName);
            ExceptionFields.WriteText(line, record.ExceptionText);
        }
    }

    private static void WriteProperties(JsonLine line, IReadOnlyList<KeyValuePair<string, object?>>? pairs)
    {
        if (pairs is null || pairs.Count == 0 || (pairs.Count == 1 && pairs[0].Key == PairFields.Template) || !line.HasRoom())
        {
            return;
        }

        line.Json.WritePropertyName(Properties);
        PairFields.Write(line, pairs, depth: 0);
    }

    private static JsonEncodedText[] EncodeLevels()
    {
        var levels = new JsonEncodedText[(int)LogLevel.None + 1];
        for (var level = LogLevel.Trace; level <= LogLevel.None; level++)
        {
            levels[(int)level] = JsonEncodedText.Encode(level.ToString());
        }

        return levels;
    }
}
