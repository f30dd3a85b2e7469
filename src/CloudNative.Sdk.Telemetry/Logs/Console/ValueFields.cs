using System.Collections;
using System.Text.Json.Nodes;

namespace CloudNative.Sdk.Telemetry.Logs.Console;

/// <summary>Writes a value of any type as one JSON value: numbers as numbers, lists as lists, dictionaries as objects, all else as text.</summary>
internal static class ValueFields
{
    private const int MaxDepth = 5;
    private const int MaxBinaryBytes = 1024;

    public static void Write(JsonLine line, object? value, int depth)
    {
        if (value is string text)
        {
            line.Json.WriteStringValue(line.Short(text));
        }
        else if (value is null)
        {
            line.Json.WriteNullValue();
        }
        else if (!TryWriteNumber(line, value) && !TryWriteKnown(line, value, depth) && (depth >= MaxDepth || !TryWriteMany(line, value, depth)))
        {
            line.IsCut |= depth >= MaxDepth;
            line.Json.WriteStringValue(line.Short(ValueText.Of(value)));
        }
    }

    /// <summary>JSON has no NaN and no infinity: they become text.</summary>
    private static bool TryWriteNumber(JsonLine line, object value)
    {
        switch (value)
        {
            case int number:
                line.Json.WriteNumberValue(number);
                return true;
            case long number:
                line.Json.WriteNumberValue(number);
                return true;
            case double number when double.IsFinite(number):
                line.Json.WriteNumberValue(number);
                return true;
            case float number when float.IsFinite(number):
                line.Json.WriteNumberValue(number);
                return true;
            case decimal number:
                line.Json.WriteNumberValue(number);
                return true;
            case uint or ushort or short or byte or sbyte:
                line.Json.WriteNumberValue(((IConvertible)value).ToInt64(null));
                return true;
            case ulong number:
                line.Json.WriteNumberValue(number);
                return true;
            default:
                return false;
        }
    }

    private static bool TryWriteKnown(JsonLine line, object value, int depth)
    {
        switch (value)
        {
            case bool truth:
                line.Json.WriteBooleanValue(truth);
                return true;
            case Guid id:
                line.Json.WriteStringValue(id);
                return true;
            case DateTime time:
                line.Json.WriteStringValue(time);
                return true;
            case DateTimeOffset time:
                line.Json.WriteStringValue(time);
                return true;
            case byte[] { Length: <= MaxBinaryBytes } bytes:
                line.Json.WriteBase64StringValue(bytes);
                return true;
            case byte[] bytes:
                line.IsCut = true;
                line.Json.WriteBase64StringValue(bytes.AsSpan(0, MaxBinaryBytes));
                return true;
            case Exception exception:
                ExceptionFields.Write(line, exception, depth);
                return true;
            default:
                return false;
        }
    }

    private static bool TryWriteMany(JsonLine line, object value, int depth)
    {
        switch (value)
        {
            case JsonNode:
                return false;
            case IReadOnlyList<KeyValuePair<string, object?>> pairs:
                PairFields.Write(line, pairs, depth);
                return true;
            case IEnumerable<KeyValuePair<string, object?>> pairs:
                PairFields.Write(line, pairs, depth);
                return true;
            case IDictionary pairs:
                PairFields.Write(line, pairs, depth);
                return true;
            case IEnumerable items and not IFormattable:
                WriteItems(line, items, depth);
                return true;
            default:
                return false;
        }
    }

    private static void WriteItems(JsonLine line, IEnumerable items, int depth)
    {
        line.Json.WriteStartArray();
        try
        {
            var count = 0;
            foreach (var item in items)
            {
                if (count++ >= PairFields.MaxItems || !line.HasRoom())
                {
                    line.IsCut = true;
                    break;
                }

                Write(line, item, depth + 1);
            }
        }
        catch (Exception exception)
        {
            line.Json.WriteStringValue(ValueText.Failure(items, exception));
        }

        line.Json.WriteEndArray();
    }
}
