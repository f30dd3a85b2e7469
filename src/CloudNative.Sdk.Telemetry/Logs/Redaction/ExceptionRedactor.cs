using System.Collections;
using CloudNative.Sdk.Secrets;

namespace CloudNative.Sdk.Telemetry.Logs.Redaction;

/// <summary>Redacts exceptions: their data by key and type, their classified members, and in their messages what looks like a secret or repeats a classified value of the record.</summary>
/// <remarks>
/// The message of an exception is free text. Passwords and the like in the form <c>key=value</c>, credentials in addresses, and the classified values that the same record
/// logs by name are taken out of it; anything else in it nobody can know.
/// </remarks>
internal sealed class ExceptionRedactor(RedactionPolicy policy, ValueShapes shapes, IReadOnlyList<string>? raw = null)
{
    private const int MaxDepth = 16;
    private const string AggregateMessage = "One or more errors occurred.";
    private const int MinTellingLength = 4;

    /// <summary>Gets the exception itself where nothing in it is classified, else a stand-in.</summary>
    public Exception Redact(Exception exception) => Redact(exception, 0);

    private Exception Redact(Exception exception, int depth)
    {
        if (depth > MaxDepth || exception is RedactedException)
        {
            return depth > MaxDepth ? new RedactedException(exception, RedactionPolicy.Mark, [], new Hashtable()) : exception;
        }

        var inner = Inner(exception);
        var redactedInner = Array.ConvertAll(inner, item => Redact(item, depth + 1));
        var isSameBelow = inner.AsSpan().SequenceEqual(redactedInner);

        // An aggregate's message quotes those of its parts, which are shown anyway.
        var message = exception is AggregateException && !isSameBelow ? AggregateMessage : Message(exception);
        var data = exception.Data.Count == 0 ? exception.Data : Data(exception.Data);
        return isSameBelow && message == exception.Message && ReferenceEquals(data, exception.Data)
            ? exception
            : new RedactedException(exception, message, redactedInner, data);
    }

    private static Exception[] Inner(Exception exception) => exception switch
    {
        AggregateException aggregate => [.. aggregate.InnerExceptions],
        { InnerException: { } single } => [single],
        _ => [],
    };

    private string Message(Exception exception)
    {
        var message = exception.Message;
        var shape = shapes.Of(exception.GetType());
        if (shape.Classification != Classification.None)
        {
            return RedactionPolicy.Mark;
        }

        foreach (var member in shape.Members)
        {
            if (member.Classification != Classification.None)
            {
                message = Without(message, ValueWriter.Text(member.Of(exception), policy.Revealing, shapes, out _));
            }
        }

        foreach (var value in raw ?? [])
        {
            message = Without(message, value);
        }

        return SecretText.Hide(message);
    }

    /// <summary>A very short value is found in every other word by chance, and would tell more by its marks than by itself.</summary>
    private static string Without(string message, string value) =>
        value.Length >= MinTellingLength ? message.Replace(value, RedactionPolicy.Mark, StringComparison.Ordinal) : message;

    private IDictionary Data(IDictionary data)
    {
        var redacted = new Hashtable();
        var isChanged = false;
        foreach (DictionaryEntry entry in data)
        {
            var classification = policy.Keys.Of(entry.Key as string);
            var value = entry.Value;
            if (value is not null && classification != Classification.None)
            {
                value = ValueWriter.Classified(classification, value, policy, shapes);
            }
            else if (value is not null && shapes.Of(value.GetType()).Kind != ValueKind.Plain)
            {
                value = ValueWriter.Text(value, policy, shapes, out _);
            }

            var key = shapes.Of(entry.Key.GetType()).Kind == ValueKind.Plain ? entry.Key : ValueWriter.Text(entry.Key, policy, shapes, out _);
            isChanged |= !ReferenceEquals(value, entry.Value) || !ReferenceEquals(key, entry.Key);
            redacted[key] = value;
        }

        return isChanged ? redacted : data;
    }
}
