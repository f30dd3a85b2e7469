using System.Text.Json;
using CloudNative.Sdk.Telemetry.Logs.Redaction;

namespace CloudNative.Sdk.Telemetry.Logs.Console;

/// <summary>Writes an exception as an object: its type, message, stack, and the exceptions within.</summary>
internal static class ExceptionFields
{
    private const int MaxDepth = 8;
    private const int MaxStackChars = 2 * JsonLine.MaxTextChars;
    private static readonly JsonEncodedText Type = JsonEncodedText.Encode("type");
    private static readonly JsonEncodedText Message = JsonEncodedText.Encode("message");
    private static readonly JsonEncodedText Stack = JsonEncodedText.Encode("stack");
    private static readonly JsonEncodedText Inner = JsonEncodedText.Encode("inner");

    public static void Write(JsonLine line, Exception exception, int depth)
    {
        var json = line.Json;
        json.WriteStartObject();
        json.WriteString(Type, line.Short(((exception as RedactedException)?.OriginalType ?? exception.GetType()).ToString()));
        json.WriteString(Message, line.Short(Ask(exception, static e => e.Message)));
        if (Ask(exception, static e => e.StackTrace) is { Length: > 0 } stack)
        {
            json.WriteString(Stack, line.Short(stack, MaxStackChars));
        }

        WriteInner(line, exception, depth + 1);
        json.WriteEndObject();
    }

    /// <summary>Writes an exception of which only the text is left.</summary>
    public static void WriteText(JsonLine line, string text)
    {
        line.Json.WriteStartObject();
        line.Json.WriteString(Stack, line.Short(text, MaxStackChars));
        line.Json.WriteEndObject();
    }

    private static void WriteInner(JsonLine line, Exception exception, int depth)
    {
        if (exception.InnerException is null)
        {
            return;
        }

        if (depth >= MaxDepth)
        {
            line.IsCut = true;
            return;
        }

        line.Json.WriteStartArray(Inner);
        IReadOnlyList<Exception> below = exception switch
        {
            AggregateException aggregate => aggregate.InnerExceptions,
            RedactedException redacted => redacted.InnerExceptions,
            _ => [exception.InnerException],
        };
        foreach (var inner in below.TakeWhile(_ => line.HasRoom()))
        {
            Write(line, inner, depth);
        }

        line.Json.WriteEndArray();
    }

    /// <summary>Reads what a class of exceptions may have overridden with code that fails.</summary>
    private static string Ask(Exception exception, Func<Exception, string?> property)
    {
        try
        {
            return property(exception) ?? string.Empty;
        }
        catch (Exception failure)
        {
            return ValueText.Failure(exception, failure);
        }
    }
}
