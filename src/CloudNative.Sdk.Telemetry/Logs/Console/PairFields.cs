using System.Collections;

namespace CloudNative.Sdk.Telemetry.Logs.Console;

/// <summary>Writes pairs of names and values as an object.</summary>
internal static class PairFields
{
    /// <summary>The name under which .NET hands over the template of the message.</summary>
    public const string Template = "{OriginalFormat}";

    public const int MaxItems = 64;
    private const int MaxNameChars = 256;

    /// <summary>Writes pairs by their index, each of which is read once: reading boxes the value.</summary>
    public static void Write(JsonLine line, IReadOnlyList<KeyValuePair<string, object?>> pairs, int depth)
    {
        var outer = line.Names.Count;
        line.Json.WriteStartObject();
        try
        {
            for (var i = 0; i < pairs.Count && HasRoom(line, i); i++)
            {
                var (name, value) = pairs[i];
                WritePair(line, outer, name, value, depth);
            }
        }
        catch (Exception exception)
        {
            WritePair(line, outer, "(pairs)", ValueText.Failure(pairs, exception), depth);
        }

        End(line, outer);
    }

    public static void Write(JsonLine line, IEnumerable<KeyValuePair<string, object?>> pairs, int depth)
    {
        var outer = line.Names.Count;
        line.Json.WriteStartObject();
        try
        {
            var count = 0;
            foreach (var (name, value) in pairs)
            {
                if (!HasRoom(line, count++))
                {
                    break;
                }

                WritePair(line, outer, name, value, depth);
            }
        }
        catch (Exception exception)
        {
            WritePair(line, outer, "(pairs)", ValueText.Failure(pairs, exception), depth);
        }

        End(line, outer);
    }

    public static void Write(JsonLine line, IDictionary pairs, int depth) => Write(line, Texts(pairs), depth);

    private static IEnumerable<KeyValuePair<string, object?>> Texts(IDictionary pairs)
    {
        foreach (DictionaryEntry pair in pairs)
        {
            yield return KeyValuePair.Create(ValueText.Of(pair.Key), pair.Value);
        }
    }

    private static bool HasRoom(JsonLine line, int count)
    {
        line.IsCut |= count >= MaxItems;
        return count < MaxItems && line.HasRoom();
    }

    /// <summary>Writes a pair, unless it is the template or its name is there already.</summary>
    private static void WritePair(JsonLine line, int outer, string? name, object? value, int depth)
    {
        name = line.Short(name ?? string.Empty, MaxNameChars);
        if (name == Template || line.Names.IndexOf(name, outer) >= 0)
        {
            return;
        }

        line.Names.Add(name);
        line.Json.WritePropertyName(name);
        ValueFields.Write(line, value, depth + 1);
    }

    private static void End(JsonLine line, int outer)
    {
        line.Names.RemoveRange(outer, line.Names.Count - outer);
        line.Json.WriteEndObject();
    }
}
