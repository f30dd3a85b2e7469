using System.Collections;
using CloudNative.Sdk.Secrets;

namespace CloudNative.Sdk.Telemetry.Logs.Redaction;

/// <summary>Redacts exceptions: their data by key and type, their classified members, and in their messages what looks like a secret or repeats a classified value of the record.</summary>
/// <remarks>
/// The message of an exception is free text. Passwords and the like in the form <c>key=value</c>, credentials in addresses, and the classified values that the same record
/// logs by name are taken out of it; anything else in it nobody can know.
/// </remarks>
internal sealed class ExceptionRedactor(RedactionPolicy policy, ValueShapes shapes, RawValues? raw = null)
{
    private const int MaxDepth = 16;
    private const string AggregateMessage = "One or more errors occurred.";

    /// <summary>Gets the exception itself where nothing in it is classified, else a stand-in.</summary>
    public Exception Redact(Exception exception) => Redact(exception, 0);

    private Exception Redact(Exception exception, int depth)
    {
        if (depth > MaxDepth || exception is RedactedException)
        {
            return depth > MaxDepth ? new RedactedException(exception, RedactionPolicy.Mark, [], new Hashtable()) : exception;
        }

        try
        {
            return RedactWhole(exception, depth);
        }
        catch (Exception)
        {
            // An exception whose own members throw: a log call must not fail for what it logs.
            return new RedactedException(exception, SafeText.Failed, [], new Hashtable());
        }
    }

    private Exception RedactWhole(Exception exception, int depth)
    {
        var inner = Inner(exception);
        var redactedInner = Array.ConvertAll(inner, item => Redact(item, depth + 1));
        var isSameBelow = inner.AsSpan().SequenceEqual(redactedInner);

        // An aggregate's message quotes those of its parts, which are shown anyway.
        var original = SafeText.Message(exception);
        var message = exception is AggregateException && !isSameBelow ? AggregateMessage : Message(exception, original);
        var data = DataOf(exception);

        // A provider may show the members of an exception: one with classified members is never handed on itself.
        var isClassified = !ReferenceEquals(shapes.Of(exception.GetType()), ValueShape.Exception);
        return isSameBelow && !isClassified && message == original && original != SafeText.Failed && ReferenceEquals(data, exception.Data)
            ? exception
            : new RedactedException(exception, message, redactedInner, data);
    }

    private static Exception[] Inner(Exception exception) => exception switch
    {
        AggregateException aggregate => [.. aggregate.InnerExceptions],
        { InnerException: { } single } => [single],
        _ => [],
    };

    private string Message(Exception exception, string message)
    {
        var shape = shapes.Of(exception.GetType());
        if (shape.Classification != Classification.None)
        {
            return RedactionPolicy.Mark;
        }

        if (shape.Members.Length > 0)
        {
            var own = new RawValues(shapes);
            var writer = new ValueWriter(policy, shapes, found: own);
            foreach (var member in shape.Members)
            {
                AddRaw(member, exception, own, writer);
            }

            message = own.TakenOutOf(message);
        }

        return SecretText.Hide(raw is null ? message : raw.TakenOutOf(message));
    }

    /// <summary>A member that is an exception itself, as the one below, is redacted in its place.</summary>
    private static void AddRaw(ValueMember member, Exception exception, RawValues own, ValueWriter writer)
    {
        var value = member.Of(exception);
        if (member.Classification != Classification.None)
        {
            own.Add(value);
        }
        else if (value is not (Exception or IDictionary))
        {
            writer.Text(value);
        }
    }

    private IDictionary DataOf(Exception exception) => exception.Data switch
    {
        null => new Hashtable(),
        { Count: 0 } empty => empty,
        var data => Data(data),
    };

    private IDictionary Data(IDictionary data)
    {
        var redacted = new Hashtable();
        var isChanged = false;
        foreach (DictionaryEntry entry in data)
        {
            var classification = policy.Keys.Of(entry.Key as string, entry.Value);
            var value = entry.Value;
            if (value is not null && classification != Classification.None)
            {
                value = ValueWriter.Classified(classification, value, policy, shapes);
            }
            else if (value is not null && shapes.Of(value.GetType()).Kind != ValueKind.Plain)
            {
                value = new ValueWriter(policy, shapes, raw).Text(value);
            }

            var key = shapes.Of(entry.Key.GetType()).Kind == ValueKind.Plain ? entry.Key : ValueWriter.Text(entry.Key, policy, shapes);
            isChanged |= !ReferenceEquals(value, entry.Value) || !ReferenceEquals(key, entry.Key);
            redacted[key] = value;
        }

        return isChanged ? redacted : data;
    }
}
