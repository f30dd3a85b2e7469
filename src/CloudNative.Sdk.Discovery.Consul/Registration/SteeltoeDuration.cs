using System.Globalization;

namespace CloudNative.Sdk.Discovery.Consul.Registration;

/// <summary>Reads durations of Consul and Steeltoe: a number and its unit, as <c>10s</c>, <c>500ms</c>, <c>30m</c>, <c>1h</c>.</summary>
internal static class SteeltoeDuration
{
    private static readonly (string Unit, double Seconds)[] Units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600)];

    public static bool TryParse(string text, out TimeSpan value)
    {
        value = default;
        foreach (var (unit, seconds) in Units)
        {
            if (text.EndsWith(unit, StringComparison.OrdinalIgnoreCase)
                && double.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                && number * seconds <= TimeSpan.MaxValue.TotalSeconds / 2)
            {
                value = TimeSpan.FromSeconds(number * seconds);
                return true;
            }
        }

        return false;
    }
}
