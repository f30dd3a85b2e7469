using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Logs.Levels;

/// <summary>Reads the name of a level, whatever its case. Numbers and combinations, which <see cref="Enum"/> reads too, are none.</summary>
internal static class LevelNames
{
    private static readonly string[] Names = Enum.GetNames<LogLevel>();

    public static bool TryParse(ReadOnlySpan<char> text, out LogLevel level)
    {
        for (var i = 0; i < Names.Length; i++)
        {
            if (text.Equals(Names[i], StringComparison.OrdinalIgnoreCase))
            {
                level = (LogLevel)i;
                return true;
            }
        }

        level = LogLevel.None;
        return false;
    }
}
