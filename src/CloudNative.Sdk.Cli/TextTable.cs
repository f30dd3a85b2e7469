using System.Text;

namespace CloudNative.Sdk.Cli;

/// <summary>Writes rows with their columns below one another.</summary>
internal static class TextTable
{
    public static string Write(string[] heads, IEnumerable<string[]> cells)
    {
        string[][] rows = [heads, .. cells];
        var widths = heads.Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            text.Append(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd()).Append('\n');
        }

        return text.ToString();
    }
}
