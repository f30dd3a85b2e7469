using System.Globalization;
using System.Text.RegularExpressions;
using CloudNative.Sdk.Core.Ops.Page;

namespace CloudNative.Sdk.Core.Tests.Ops.Page;

/// <summary>The colours of the page against WCAG 2.2, 1.4.3 and 1.4.11 (https://www.w3.org/TR/WCAG22/#contrast-minimum).</summary>
public sealed class ContrastTests
{
    private const double Text = 4.5;
    private const double Control = 3;

    public static TheoryData<string, string, string, double> Pairs
    {
        get
        {
            var pairs = new TheoryData<string, string, string, double>();
            foreach (var scheme in new[] { "light", "dark" })
            {
                foreach (var ground in new[] { "bg", "surface" })
                {
                    foreach (var text in new[] { "fg", "muted", "accent" })
                    {
                        pairs.Add(scheme, text, ground, Text);
                    }
                }

                foreach (var tone in new[] { "good", "warning", "bad" })
                {
                    pairs.Add(scheme, tone, "surface", Text);
                    pairs.Add(scheme, tone, tone + "-bg", Text);
                }

                pairs.Add(scheme, "on-accent", "accent", Text);
                pairs.Add(scheme, "control", "surface", Control);
                pairs.Add(scheme, "s0", "surface", Control);
                pairs.Add(scheme, "s1", "surface", Control);
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Colours_can_be_told_apart(string scheme, string text, string ground, double least)
    {
        var colours = ColoursOf(scheme);

        var (light, dark) = (Luminance(colours[text]), Luminance(colours[ground]));

        Assert.InRange((Math.Max(light, dark) + 0.05) / (Math.Min(light, dark) + 0.05), least, 21);
    }

    private static Dictionary<string, string> ColoursOf(string scheme)
    {
        var blocks = Regex.Matches(PageAssets.Current.Style, @":root\s*\{([^}]*)\}");
        return Regex.Matches(blocks[scheme == "light" ? 0 : 1].Groups[1].Value, "--([a-z0-9-]+):\\s*#([0-9a-f]{6})[;\\s]").ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
    }

    private static double Luminance(string colour) => (0.2126 * Linear(colour[..2])) + (0.7152 * Linear(colour[2..4])) + (0.0722 * Linear(colour[4..]));

    private static double Linear(string hex)
    {
        var part = int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
    }
}
