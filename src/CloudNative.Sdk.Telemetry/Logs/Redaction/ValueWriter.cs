using System.Collections;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;

namespace CloudNative.Sdk.Telemetry.Logs.Redaction;

/// <summary>Writes values as text with what is classified in them redacted, however deep it is.</summary>
/// <remarks>Bounded: what is deeper, longer or has more elements than anybody reads is cut off with an ellipsis, never shown unseen.</remarks>
internal sealed class ValueWriter(RedactionPolicy policy, ValueShapes shapes, RawValues? known = null, RawValues? found = null)
{
    private const int MaxDepth = 8;
    private const int MaxElements = 1_000;
    private const char CutOff = '…';
    private const string Null = "(null)";

    private readonly StringBuilder _text = new();
    private int _elements;

    /// <summary>Gets whether personal data was met.</summary>
    public bool HasPersonalData { get; private set; }

    /// <summary>Gets whether the value itself must not be shown: something in it was redacted or cut off, or may change before it is shown.</summary>
    public bool IsChanged { get; private set; }

    /// <summary>Writes one value.</summary>
    public static string Text(object? value, RedactionPolicy policy, ValueShapes shapes) => new ValueWriter(policy, shapes).Text(value);

    /// <summary>Writes one value.</summary>
    public string Text(object? value)
    {
        Write(value, 0, isTop: true);
        return _text.ToString();
    }

    /// <summary>Writes the value of a name.</summary>
    public string Text(string? name, object? value)
    {
        WriteNamed(name, Classification.None, value, 0);
        return _text.ToString();
    }

    /// <summary>Writes what stands for a classified value.</summary>
    public static string Classified(Classification classification, object? value, RedactionPolicy policy, ValueShapes shapes) =>
        policy.NeedsValue(classification) ? policy.Show(classification, Text(value, policy.Revealing, shapes)) : RedactionPolicy.Mark;

    private void Write(object? value, int depth, bool isTop = false)
    {
        if (value is null)
        {
            _text.Append(Null);
            return;
        }

        if (depth > MaxDepth || ++_elements > MaxElements)
        {
            WriteCutOff();
            return;
        }

        try
        {
            Write(shapes.Of(value.GetType()), value, depth, isTop);
        }
        catch (Exception)
        {
            // An element or a text of its own that throws: a log call must not fail for what it logs.
            IsChanged = true;
            _text.Append(SafeText.Failed);
        }
    }

    private void Write(ValueShape shape, object value, int depth, bool isTop)
    {
        switch (shape.Kind)
        {
            case ValueKind.Plain when value is IEnumerable items and not string:
                WriteItems(items, depth, isTop);
                break;
            case ValueKind.Plain:
                _text.Append(SafeText.Of(value));
                break;
            case ValueKind.Classified:
                WriteClassified(shape.Classification, value);
                break;
            case ValueKind.Members:
                WriteMembers(shape, value, depth);
                break;
            case ValueKind.Exception:
                IsChanged = true;
                _text.Append(SafeText.Of(new ExceptionRedactor(policy, shapes, known).Redact((Exception)value)));
                break;
            default:
                WriteElements(value, depth, isTop);
                break;
        }
    }

    private void WriteCutOff()
    {
        IsChanged = true;
        _text.Append(CutOff);
    }

    private void WriteClassified(Classification classification, object? value)
    {
        HasPersonalData |= classification == Classification.PersonalData;
        if (value is null)
        {
            _text.Append(Null);
            return;
        }

        IsChanged = true;
        found?.Add(value);

        // A type that is classified as a whole has a text of its own; what is shown of it is for the policy to say.
        var shape = shapes.Of(value.GetType());
        _text.Append(shape.Kind == ValueKind.Classified
            ? policy.Show((Classification)Math.Max((int)classification, (int)shape.Classification), value)
            : Classified(classification, value, policy, shapes));
    }

    private void WriteMembers(ValueShape shape, object value, int depth)
    {
        IsChanged = true;
        _text.Append(value.GetType().Name).Append(" { ");
        var separator = string.Empty;
        foreach (var member in shape.Members)
        {
            _text.Append(separator).Append(member.Name).Append(" = ");
            separator = ", ";
            WriteNamed(member.Name, member.Classification, member.Of(value), depth);
        }

        _text.Append(shape.IsPartial ? separator : string.Empty).Append(shape.IsPartial ? "…" : string.Empty).Append(" }");
    }

    private void WriteNamed(string? name, Classification classification, object? value, int depth)
    {
        classification = classification == Classification.None ? policy.Keys.Of(name, value) : classification;
        if (classification == Classification.None)
        {
            Write(value, depth + 1);
        }
        else
        {
            WriteClassified(classification, value);
        }
    }

    private void WriteElements(object value, int depth, bool isTop)
    {
        switch (value)
        {
            case IDictionary dictionary:
                IsChanged = true;
                WriteItems(Entries(dictionary), depth, isTop);
                break;
            case ITuple { Length: 2 } tuple when tuple[0] is string name:
                _text.Append('(').Append(name).Append(", ");
                WriteNamed(name, Classification.None, tuple[1], depth);
                _text.Append(')');
                break;
            case ITuple tuple:
                _text.Append('(');
                WriteList(Items(tuple), depth);
                _text.Append(')');
                break;
            case IEnumerable items:
                IsChanged = true;
                WriteItems(items, depth, isTop);
                break;
            default:
                WriteItem(value, depth);
                break;
        }
    }

    private void WriteItems(IEnumerable items, int depth, bool isTop)
    {
        if (isTop)
        {
            WriteList(items, depth);
            return;
        }

        _text.Append('[');
        WriteList(items, depth);
        _text.Append(']');
    }

    private void WriteList(IEnumerable items, int depth)
    {
        var separator = string.Empty;
        foreach (var item in items)
        {
            _text.Append(separator);
            separator = ", ";
            if (_elements >= MaxElements)
            {
                WriteCutOff();
                return;
            }

            WriteItem(item, depth);
        }
    }

    private void WriteItem(object? item, int depth)
    {
        switch (item)
        {
            case KeyValuePair<string, object?> pair:
                WritePair(pair.Key, pair.Value, depth);
                break;
            case KeyValuePair<string, string?> pair:
                WritePair(pair.Key, pair.Value, depth);
                break;
            case KeyValuePair<string, StringValues> pair:
                WritePair(pair.Key, pair.Value.ToString(), depth);
                break;
            case KeyValuePair<string, JsonNode?> pair:
                WritePair(pair.Key, pair.Value, depth);
                break;
            case KeyValuePair<string, string[]> pair:
                WritePair(pair.Key, pair.Value, depth);
                break;
            case KeyValuePair<string, IEnumerable<string>> pair:
                WritePair(pair.Key, pair.Value, depth);
                break;
            case DictionaryEntry entry:
                WritePair(entry.Key as string, entry.Value, depth, entry.Key);
                break;
            default:
                WriteUnknownPair(item, depth);
                break;
        }
    }

    /// <summary>A pair of other types shows its key in its text only: <c>[key, value]</c>.</summary>
    private void WriteUnknownPair(object? item, int depth)
    {
        var type = item?.GetType();
        if (type is null || !ValueShapes.IsPair(type))
        {
            Write(item, depth + 1);
            return;
        }

        if (!Array.TrueForAll(type.GetGenericArguments(), shapes.IsAlwaysPlain))
        {
            IsChanged = true;
            _text.Append(RedactionPolicy.Mark);
            return;
        }

        var text = SafeText.Of(item);
        var end = text.IndexOf(", ", StringComparison.Ordinal);
        WritePair(end > 0 ? text[1..end] : text, end > 0 ? text[(end + 2)..^1] : null, depth);
    }

    private void WritePair(string? key, object? value, int depth, object? otherKey = null)
    {
        _text.Append('[');
        Write(key ?? otherKey, depth + 1);
        _text.Append(", ");
        WriteNamed(key, Classification.None, value, depth);
        _text.Append(']');
    }

    private static IEnumerable<DictionaryEntry> Entries(IDictionary dictionary)
    {
        foreach (DictionaryEntry entry in dictionary)
        {
            yield return entry;
        }
    }

    private static IEnumerable<object?> Items(ITuple tuple)
    {
        for (var index = 0; index < tuple.Length; index++)
        {
            yield return tuple[index];
        }
    }
}
