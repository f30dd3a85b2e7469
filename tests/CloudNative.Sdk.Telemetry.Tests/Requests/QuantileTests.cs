using CloudNative.Sdk.Telemetry.Requests;

namespace CloudNative.Sdk.Telemetry.Tests.Requests;

public sealed class QuantileTests
{
    private static readonly double[] Bounds = [0.1, 0.5, 1, double.PositiveInfinity];

    [Theory]
    [InlineData(0.5, 0.05, 10, 0, 0, 0)]
    [InlineData(0.5, 0.1, 5, 5, 0, 0)]
    [InlineData(0.75, 0.3, 5, 5, 0, 0)]
    [InlineData(0.99, 0.995, 0, 0, 50, 0)]
    [InlineData(0.99, 1.0, 0, 0, 0, 7)]
    public void It_lies_within_its_bucket_by_its_share_and_at_the_last_bound_above_it(double share, double expected, params int[] counts) =>
        Assert.Equal(expected, Quantile.Of(share, Array.ConvertAll(counts, count => (long)count), Bounds), 6);

    [Fact]
    public void Of_nothing_there_is_none() => Assert.Equal(double.NaN, Quantile.Of(0.5, [0, 0, 0, 0], Bounds));
}
