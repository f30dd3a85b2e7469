using System.Buffers.Text;

namespace CloudNative.Sdk.Telemetry.Runtime;

/// <summary>Reads numbers in the texts of the kernel. What is not there, or is no number, is null.</summary>
internal static class ProcText
{
    /// <summary>Gets the number that a text begins with, as <c>4096</c>.</summary>
    public static long? Number(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text, out long number, out var length) && (length == text.Length || IsSpace(text[length])) ? number : null;

    /// <summary>Gets the number with decimals that a text begins with, as <c>3125.77</c>.</summary>
    public static double? Decimal(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text, out double number, out var length) && (length == text.Length || IsSpace(text[length])) ? number : null;

    /// <summary>Gets the number behind the key at the beginning of a line, as <c>nr_periods 12</c>.</summary>
    public static long? Number(ReadOnlySpan<byte> text, ReadOnlySpan<byte> key)
    {
        for (var rest = text; !rest.IsEmpty; rest = Next(rest, (byte)'\n'))
        {
            if (rest.StartsWith(key) && rest.Length > key.Length && IsSpace(rest[key.Length]))
            {
                return Number(rest[key.Length..].TrimStart(" \t"u8));
            }
        }

        return null;
    }

    /// <summary>Gets the text from the n-th word on, where one space is between words.</summary>
    public static ReadOnlySpan<byte> FromWord(ReadOnlySpan<byte> text, int index)
    {
        for (var i = 0; i < index && !text.IsEmpty; i++)
        {
            text = Next(text, (byte)' ');
        }

        return text;
    }

    private static ReadOnlySpan<byte> Next(ReadOnlySpan<byte> text, byte separator) =>
        text.IndexOf(separator) is >= 0 and var end ? text[(end + 1)..] : [];

    private static bool IsSpace(byte character) => character is (byte)' ' or (byte)'\n' or (byte)'\t';
}
