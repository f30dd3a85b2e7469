using System.Text.RegularExpressions;

namespace CloudNative.Sdk.Packages.Tests.Readmes;

/// <summary>What a command has printed.</summary>
internal static class PrintedText
{
    private const string Anything = "...";

    /// <summary>Looks for lines in their order: each within a line of the output, and with <c>...</c> in it for any text. A line that is <c>...</c> stands for any lines.</summary>
    /// <returns>The first that is not there; null where all are.</returns>
    public static string? Missing(string output, IEnumerable<string> shown)
    {
        using var printed = ((IEnumerable<string>)output.Split('\n')).GetEnumerator();
        return shown.Where(line => line.Trim() != Anything).FirstOrDefault(line => !Finds(printed, line.Trim()));
    }

    private static bool Finds(IEnumerator<string> printed, string shown)
    {
        var pattern = string.Join(".*", shown.Split(Anything).Select(Regex.Escape));
        while (printed.MoveNext())
        {
            if (Regex.IsMatch(printed.Current, pattern))
            {
                return true;
            }
        }

        return false;
    }
}
