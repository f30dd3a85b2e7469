using System.Collections;
using System.Globalization;
using System.Text;

namespace CloudNative.Sdk.Telemetry.Logs.Redaction;

/// <summary>A message template, as <c>cart {Id,6:D3} of {Owner}</c>, that can be filled with other values than those logged.</summary>
/// <remarks>Writes what the formatter of .NET writes: invariant culture, <c>(null)</c>, the elements of a collection with commas between.</remarks>
internal sealed class MessageTemplate
{
    private const string Null = "(null)";
    private readonly CompositeFormat? _format;

    private MessageTemplate(CompositeFormat? format, string[] names) => (_format, Names) = (format, names);

    /// <summary>Gets the names of the holes in their order; a name may come twice.</summary>
    public IReadOnlyList<string> Names { get; }

    public static MessageTemplate Parse(string text)
    {
        var format = new StringBuilder(text.Length);
        var names = new List<string>();
        var position = 0;
        while (position < text.Length)
        {
            var open = FindHole(text, position);
            if (open < 0)
            {
                break;
            }

            var close = text.IndexOf('}', open);
            if (close < 0)
            {
                break;
            }

            var inside = text.AsSpan(open + 1, close - open - 1);
            var nameEnd = inside.IndexOfAny(',', ':');
            format.Append(text, position, open - position).Append('{').Append(names.Count).Append(nameEnd < 0 ? [] : inside[nameEnd..]).Append('}');
            names.Add((nameEnd < 0 ? inside : inside[..nameEnd]).Trim().ToString());
            position = close + 1;
        }

        format.Append(text, position, text.Length - position);
        return new MessageTemplate(TryParse(format.ToString()), [.. names]);
    }

    /// <summary>Fills the template; null where it is none that .NET could format.</summary>
    public string? Fill(IReadOnlyList<KeyValuePair<string, object?>> values)
    {
        if (_format is null)
        {
            return null;
        }

        var arguments = new object?[Math.Max(Names.Count, _format.MinimumArgumentCount)];
        for (var index = 0; index < Names.Count; index++)
        {
            arguments[index] = Argument(ValueOf(index, values));
        }

        try
        {
            return string.Format(CultureInfo.InvariantCulture, _format, arguments);
        }
        catch (Exception)
        {
            // No format, or a value whose own text throws: a log call must not fail for what it logs.
            return null;
        }
    }

    /// <summary>Values lie in the order of the holes; only where a message method declares them otherwise the name decides.</summary>
    private object? ValueOf(int hole, IReadOnlyList<KeyValuePair<string, object?>> values)
    {
        var name = Names[hole];
        if (hole < values.Count && string.Equals(values[hole].Key, name, StringComparison.OrdinalIgnoreCase))
        {
            return values[hole].Value;
        }

        foreach (var (key, value) in values)
        {
            if (string.Equals(key, name, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }

    private static object Argument(object? value) => value switch
    {
        null => Null,
        string text => text,
        IEnumerable items => string.Join(", ", items.Cast<object?>().Select(item => item ?? Null)),
        _ => value,
    };

    private static int FindHole(string text, int from)
    {
        for (var index = from; index < text.Length; index++)
        {
            if (text[index] == '{')
            {
                if (index + 1 < text.Length && text[index + 1] == '{')
                {
                    index++;
                    continue;
                }

                return index;
            }
        }

        return -1;
    }

    private static CompositeFormat? TryParse(string format)
    {
        try
        {
            return CompositeFormat.Parse(format);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
