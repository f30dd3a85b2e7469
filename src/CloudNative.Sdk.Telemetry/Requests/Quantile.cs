namespace CloudNative.Sdk.Telemetry.Requests;

/// <summary>Estimates a quantile from the buckets of a histogram as Prometheus does: evenly spread within a bucket, and the highest finite bound for what lies above it.</summary>
internal static class Quantile
{
    /// <param name="share">The share that lies below, as 0.99.</param>
    /// <param name="counts">How many fell into each bucket.</param>
    /// <param name="bounds">The upper bound of each, the last one infinite.</param>
    /// <returns>Not a number where there is nothing.</returns>
    public static double Of(double share, ReadOnlySpan<long> counts, ReadOnlySpan<double> bounds)
    {
        var all = 0L;
        foreach (var count in counts)
        {
            all += count;
        }

        if (all <= 0)
        {
            return double.NaN;
        }

        var rank = share * all;
        var below = 0L;
        for (var i = 0; i < counts.Length; i++)
        {
            var lower = i == 0 ? 0 : bounds[i - 1];
            if (below + counts[i] >= rank && counts[i] > 0)
            {
                return double.IsInfinity(bounds[i]) ? lower : lower + ((bounds[i] - lower) * (rank - below) / counts[i]);
            }

            below += counts[i];
        }

        return double.NaN;
    }
}
