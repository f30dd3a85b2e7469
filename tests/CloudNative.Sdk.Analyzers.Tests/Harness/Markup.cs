using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace CloudNative.Sdk.Analyzers.Tests.Harness;

/// <summary>Source with marked spans: <c>[|code|]</c> for the default id, <c>{|CNS3004:code|}</c> for a named one; spans may nest.</summary>
internal sealed record Markup(string Source, IReadOnlyList<(string? Id, TextSpan Span)> Spans)
{
    public static Markup Parse(string text)
    {
        var source = new StringBuilder();
        var spans = new List<(string?, TextSpan)>();
        var open = new Stack<(string? Id, int Start, char Close)>();
        for (var index = 0; index < text.Length; index++)
        {
            if (Starts(text, index, "[|"))
            {
                open.Push((null, source.Length, ']'));
                index++;
            }
            else if (Starts(text, index, "{|CNS") && text.IndexOf(':', index) is > 0 and var colon)
            {
                open.Push((text[(index + 2)..colon], source.Length, '}'));
                index = colon;
            }
            else if (open.Count > 0 && text[index] == '|' && index + 1 < text.Length && text[index + 1] == open.Peek().Close)
            {
                var (id, start, _) = open.Pop();
                spans.Add((id, TextSpan.FromBounds(start, source.Length)));
                index++;
            }
            else
            {
                source.Append(text[index]);
            }
        }

        return open.Count == 0 ? new Markup(source.ToString(), spans) : throw new FormatException($"A marked span is not closed:\n{text}");
    }

    private static bool Starts(string text, int index, string mark) => string.CompareOrdinal(text, index, mark, 0, mark.Length) == 0;
}
