using System.Globalization;

namespace CloudNative.Sdk.Manifests.Code;

/// <summary>Reads whole numbers the same way in every culture.</summary>
internal static class Number
{
    public const int MaxPort = 65535;

    /// <summary>Reads a whole number without sign.</summary>
    public static bool TryParse(string? text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    /// <summary>Writes a number with up to six decimals.</summary>
    public static string Write(double number) => number.ToString("0.######", CultureInfo.InvariantCulture);

    /// <summary>Reads a port from 1 to 65535.</summary>
    public static int? ParsePort(string? text) => TryParse(text, out var port) && port is > 0 and <= MaxPort ? port : null;
}
