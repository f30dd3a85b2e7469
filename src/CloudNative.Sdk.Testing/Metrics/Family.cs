using System.Globalization;

namespace CloudNative.Sdk.Testing.Metrics;

/// <summary>A metric with all its samples.</summary>
internal sealed class Family(string name)
{
    private readonly HashSet<string> _series = new(StringComparer.Ordinal);
    private readonly List<Sample> _samples = [];

    public string Name => name;

    public string? Type { get; set; }

    public bool HasHelp { get; set; }

    public string? Unit { get; set; }

    public bool HasSamples => _samples.Count > 0;

    /// <summary>Adds a sample; false where there was one with the same name and labels.</summary>
    public bool TryAdd(Sample sample)
    {
        _samples.Add(sample);
        return _series.Add(sample.Identity);
    }

    /// <summary>Gets what is wrong with the buckets of each histogram.</summary>
    public IEnumerable<string> HistogramFaults()
    {
        foreach (var series in _samples.GroupBy(sample => sample.WithoutBound, StringComparer.Ordinal))
        {
            var buckets = series.Where(sample => sample.Name == name + "_bucket").ToList();
            var count = series.FirstOrDefault(sample => sample.Name == name + "_count");
            if (count is null || !series.Any(sample => sample.Name == name + "_sum"))
            {
                yield return $"{name}{series.Key} lacks _count or _sum";
            }

            if (buckets.LastOrDefault() is not { Bound: "+Inf" } last)
            {
                yield return $"{name}{series.Key} does not end with the bucket le=\"+Inf\"";
            }
            else if (count is not null && last.Value != count.Value)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{name}{series.Key} has {last.Value} in le=\"+Inf\", but _count is {count.Value}");
            }

            if (buckets.Zip(buckets.Skip(1)).Any(pair => pair.First.Value > pair.Second.Value || !(Bound(pair.First) < Bound(pair.Second))))
            {
                yield return $"{name}{series.Key} has buckets that do not grow with le";
            }
        }
    }

    private static double Bound(Sample bucket) => bucket.Bound switch
    {
        "+Inf" => double.PositiveInfinity,
        { } text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var bound) => bound,
        _ => double.NaN,
    };
}
