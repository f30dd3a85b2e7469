using System.Globalization;

namespace CloudNative.Sdk.Telemetry.Prometheus.Text;

/// <summary>Writes the bound of a bucket as OpenMetrics wants it: <c>1.0</c>, <c>0.005</c>, <c>1e+06</c>.</summary>
/// <remarks>
/// OpenMetrics 1.0, "Considerations: canonical numbers": the shortest number that reads back, as Go's <c>%g</c> writes it, with at least one decimal.
/// </remarks>
internal static class CanonicalNumber
{
    private const int LeastPlainExponent = -4;
    private const int FirstScientificExponent = 6;

    public static string Format(double value)
    {
        if (value == 0)
        {
            return "0.0";
        }

        // Sixteen decimals hold the shortest form of any number, but may not be it.
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        var negative = shortest[0] == '-';
        var (digits, exponent) = Split(shortest.AsSpan(negative ? 1 : 0));
        var text = exponent is < LeastPlainExponent or >= FirstScientificExponent ? Scientific(digits, exponent) : Plain(digits, exponent);
        return negative ? "-" + text : text;
    }

    /// <summary>Takes a number apart into its digits, without zeros at either end, and the power of ten of the first one.</summary>
    private static (string Digits, int Exponent) Split(ReadOnlySpan<char> text)
    {
        var mantissa = text;
        var power = 0;
        if (text.IndexOf('E') is >= 0 and var e)
        {
            mantissa = text[..e];
            power = int.Parse(text[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        }

        var point = mantissa.IndexOf('.');
        var whole = point < 0 ? mantissa.Length : point;
        var all = string.Concat(mantissa[..whole], point < 0 ? [] : mantissa[(point + 1)..]);
        var leading = all.Length - all.TrimStart('0').Length;
        return (all.Trim('0'), whole - 1 - leading + power);
    }

    private static string Scientific(string digits, int exponent)
    {
        var mantissa = digits.Length == 1 ? digits : $"{digits[0]}.{digits[1..]}";
        return string.Create(CultureInfo.InvariantCulture, $"{mantissa}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
    }

    private static string Plain(string digits, int exponent)
    {
        if (exponent < 0)
        {
            return "0." + new string('0', -exponent - 1) + digits;
        }

        var whole = digits.PadRight(exponent + 1, '0');
        return whole.Length == exponent + 1 ? whole + ".0" : $"{whole[..(exponent + 1)]}.{whole[(exponent + 1)..]}";
    }
}
