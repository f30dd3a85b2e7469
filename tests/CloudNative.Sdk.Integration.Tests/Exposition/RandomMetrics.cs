using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace CloudNative.Sdk.Integration.Tests.Exposition;

/// <summary>Instruments of every kind with random names, units, tags and numbers, and the samples that the specification makes of them.</summary>
internal sealed class RandomMetrics(Meter meter, Random random)
{
    private const string NameCharacters = "abcXYZ019_.-/";
    private const string TextCharacters = "ab01 _.,;:{}=\"'\\\n\t#%/üß€\u4e2d\u0000\u007f";

    private static readonly (string Unit, string Words)[] Units =
    [
        ("", ""), ("1", ""), ("s", "seconds"), ("ms", "milliseconds"), ("By", "bytes"), ("KiBy", "kibibytes"), ("{request}", ""), ("%", "percent"), ("m/s", "meters_per_second"),
        ("{x}/h", "per_hour"), ("Cel", "celsius"), ("pallets", "pallets"), ("By/d", "bytes_per_day"),
    ];

    private static readonly double[] Bounds = [0, 0.005, 1, 2.5, 1_000_000];

    /// <summary>Gets what a reader must find: the value by name and labels.</summary>
    public Dictionary<string, double> Expected { get; } = new(StringComparer.Ordinal);

    /// <summary>Makes one instrument, measures with it, and notes what is to be found.</summary>
    public void Add(int number)
    {
        // The number keeps the names apart.
        var suffix = new string([.. Enumerable.Range(0, random.Next(12)).Select(_ => NameCharacters[random.Next(NameCharacters.Length)])]);
        var name = string.Create(CultureInfo.InvariantCulture, $"i{number}x{suffix}");
        var (unit, words) = Units[random.Next(Units.Length)];
        var help = random.Next(3) == 0 ? null : Text(30);
        var kind = random.Next(5);
        var family = Family(name, words, counter: kind is 0 or 1);
        for (var series = random.Next(1, 4); series > 0; series--)
        {
            var tags = Tags();
            Measure(kind, name, unit, help, family, tags);
        }
    }

    /// <summary>Writes a series as one text.</summary>
    public static string Key(string name, IEnumerable<KeyValuePair<string, string>> labels) =>
        name + "{" + string.Join("\u0001", labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}\u0002{label.Value}")) + "}";

    private void Measure(int kind, string name, string unit, string? help, string family, KeyValuePair<string, object?>[] tags)
    {
        var labels = Labels(tags, histogram: kind == 4);
        var key = Key(family, labels);
        if (Expected.ContainsKey(kind == 4 ? Key(family + "_count", labels) : key))
        {
            // Tags that only OpenTelemetry tells apart; what becomes of them is a test of its own.
            return;
        }

        switch (kind)
        {
            case 0:
                var count = random.NextInt64(1L << 50);
                meter.CreateCounter<long>(name, unit, help).Add(count, tags);
                Expected[key] = count;
                break;
            case 1:
                var amount = random.NextDouble() * Math.Pow(10, random.Next(-20, 20));
                meter.CreateCounter<double>(name, unit, help).Add(amount, tags);
                Expected[key] = amount;
                break;
            case 2:
                var open = random.NextInt64(-1_000_000, 1_000_000);
                meter.CreateUpDownCounter<long>(name, unit, help).Add(open, tags);
                Expected[key] = open;
                break;
            case 3:
                double[] special = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0, double.Epsilon, double.MaxValue, -1e300, 0.1];
                var depth = random.Next(2) == 0 ? special[random.Next(special.Length)] : random.NextDouble() * 1e6;
                meter.CreateGauge<double>(name, unit, help).Record(depth, tags);
                Expected[key] = depth;
                break;
            default:
                var value = random.NextDouble() * Math.Pow(10, random.Next(-4, 8));
                meter.CreateHistogram<double>(name, unit, help, tags: null, advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Bounds }).Record(value, tags);
                Note(family, labels, value);
                break;
        }
    }

    private void Note(string family, List<KeyValuePair<string, string>> labels, double value)
    {
        foreach (var bound in (double[])[.. Bounds, double.PositiveInfinity])
        {
            var le = double.IsInfinity(bound) ? "+Inf" : bound switch { 1_000_000 => "1e+06", 0 or 1 => $"{bound}.0", _ => bound.ToString(CultureInfo.InvariantCulture) };
            Expected[Key(family + "_bucket", [.. labels, new("le", le)])] = value <= bound ? 1 : 0;
        }

        Expected[Key(family + "_sum", labels)] = value;
        Expected[Key(family + "_count", labels)] = 1;
    }

    private static string Family(string name, string words, bool counter)
    {
        name = Sanitized(name);
        name = counter && name.EndsWith("_total", StringComparison.Ordinal) ? name[..^6] : name;
        name += words.Length == 0 || name.EndsWith("_" + words, StringComparison.Ordinal) ? "" : "_" + words;
        return counter ? name + "_total" : name;
    }

    private static string Sanitized(string name)
    {
        var plain = Regex.Replace(Regex.Replace(name, "[^a-zA-Z0-9_]", "_"), "_+", "_");
        return plain.Length == 0 ? "_" : char.IsAsciiDigit(plain[0]) ? "_" + plain : plain;
    }

    private static List<KeyValuePair<string, string>> Labels(KeyValuePair<string, object?>[] tags, bool histogram) =>
    [
        .. tags
            .Where(tag => tag.Value is not (null or ""))
            .Select(tag => (Name: Sanitized(tag.Key) is "le" && histogram ? "exported_le" : Sanitized(tag.Key), tag.Key, Value: Shown(tag.Value!)))
            .GroupBy(label => label.Name, StringComparer.Ordinal)
            .Select(group => KeyValuePair.Create(group.Key, string.Join(';', group.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => label.Value)))),
    ];

    private static string Shown(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!.Replace('\ud800', '\ufffd'),
    };

    private KeyValuePair<string, object?>[] Tags()
    {
        var keys = Enumerable.Range(0, random.Next(4)).Select(_ => Key()).Distinct(StringComparer.Ordinal);
        return [.. keys.Select(key => KeyValuePair.Create(key, Value()))];
    }

    private string Key() => random.Next(8) switch
    {
        0 => "le",
        1 => "http.route",
        2 => "http_route",
        3 => "9lives",
        4 => "ключ",
        _ => new string([.. Enumerable.Range(0, random.Next(1, 8)).Select(_ => NameCharacters[random.Next(NameCharacters.Length)])]),
    };

    private object? Value() => random.Next(8) switch
    {
        0 => null,
        1 => "",
        2 => random.Next(2) == 0,
        3 => random.NextInt64(),
        4 => random.NextDouble(),
        5 => "half \ud800 pair",
        _ => Text(20),
    };

    private string Text(int length) => new([.. Enumerable.Range(0, random.Next(1, length)).Select(_ => TextCharacters[random.Next(TextCharacters.Length)])]);
}
