using System.Globalization;
using System.Text.RegularExpressions;

namespace CloudNative.Sdk.Manifests.Settings;

/// <summary>An amount as Kubernetes writes it: <c>200m</c>, <c>1.5</c>, <c>384Mi</c>.</summary>
internal sealed record Quantity(string Text, decimal Amount)
{
    private static readonly Regex Shape = new(@"\A([0-9]{1,12}(?:\.[0-9]{1,3})?)(m|k|M|G|T|Ki|Mi|Gi|Ti)?\z", RegexOptions.CultureInvariant);

    private static readonly Dictionary<string, decimal> Factors = new(StringComparer.Ordinal)
    {
        [""] = 1,
        ["m"] = 0.001m,
        ["k"] = 1e3m,
        ["M"] = 1e6m,
        ["G"] = 1e9m,
        ["T"] = 1e12m,
        ["Ki"] = 1L << 10,
        ["Mi"] = 1L << 20,
        ["Gi"] = 1L << 30,
        ["Ti"] = 1L << 40,
    };

    /// <summary>Reads processors: whole or decimal ones, or thousandths with <c>m</c>.</summary>
    public static Quantity? Cpu(string text) => Parse(text, suffix => suffix is "" or "m");

    /// <summary>Reads bytes, with a decimal or a binary suffix.</summary>
    public static Quantity? Bytes(string text) => Parse(text, suffix => suffix != "m");

    private static Quantity? Parse(string text, Func<string, bool> allows)
    {
        var match = Shape.Match(text);
        if (!match.Success || !allows(match.Groups[2].Value))
        {
            return null;
        }

        var amount = decimal.Parse(match.Groups[1].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * Factors[match.Groups[2].Value];
        return amount > 0 ? new Quantity(text, amount) : null;
    }
}
