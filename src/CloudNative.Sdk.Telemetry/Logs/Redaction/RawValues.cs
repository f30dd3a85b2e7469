using System.Collections;

namespace CloudNative.Sdk.Telemetry.Logs.Redaction;

/// <summary>The classified values of a record as text, to be found in its exceptions.</summary>
internal sealed class RawValues(ValueShapes shapes)
{
    private const int MaxDepth = 4;
    private const int MaxValues = 200;

    /// <summary>A very short value is found in every other word by chance, and would tell more by its marks than by itself.</summary>
    private const int MinTellingLength = 4;

    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);
    private string[]? _longestFirst;

    /// <summary>Adds a classified value and what it is made of.</summary>
    public void Add(object? value) => Add(value, 0);

    /// <summary>Takes the values out of a text.</summary>
    public string TakenOutOf(string text)
    {
        foreach (var value in _longestFirst ??= [.. _texts.OrderByDescending(value => value.Length)])
        {
            text = text.Replace(value, RedactionPolicy.Mark, StringComparison.Ordinal);
        }

        return text;
    }

    private void Add(object? value, int depth)
    {
        if (value is null or bool || depth > MaxDepth || _texts.Count >= MaxValues)
        {
            return;
        }

        if (SafeText.Of(value) is { Length: >= MinTellingLength } text && text != SafeText.Failed && _texts.Add(text))
        {
            _longestFirst = null;
        }

        if (value is not string)
        {
            AddParts(value, depth);
        }
    }

    private void AddParts(object value, int depth)
    {
        foreach (var member in shapes.Of(value.GetType()).Members)
        {
            Add(member.Of(value), depth + 1);
        }

        try
        {
            foreach (var item in value as IEnumerable ?? Array.Empty<object>())
            {
                Add(item is DictionaryEntry entry ? entry.Value : item, depth + 1);
            }
        }
        catch (Exception)
        {
            // A collection that throws while it is read: what it has shown is kept.
        }
    }
}
