using CloudNative.Sdk.TestSupport;

namespace CloudNative.Sdk.Resiliency.Tests.Inbound;

public sealed class InboundOptionsTests
{
    private const string Section = "CloudNative:Resiliency:Inbound";

    [Fact]
    public void The_defaults_are_generous_and_valid()
    {
        var (options, result) = OptionsReader.Read(InboundOptions.Binding, "Development");

        Assert.True(result.Succeeded);
        Assert.True(options.Enabled);
        Assert.Equal((10, 500, 10_000), (options.MinLimit, options.InitialLimit, options.MaxLimit));
        Assert.Equal((0.7, 0.9, 0.8), (options.SheddableShare, options.DefaultShare, options.UnhealthyShare));
        Assert.Equal(
            (TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30)), (options.QueueTime, options.DegradedAfter, options.UnhealthyAfter));
        Assert.False(options.TrustPriorityHeader);
        Assert.Null(options.RequestTimeout);
    }

    [Theory]
    [InlineData("InitialLimit", "1", "0", "must be from 1 to 100000, but was 0")]
    [InlineData("InitialLimit", "100000", "100001", "must be from 1 to 100000, but was 100001")]
    [InlineData("MinLimit", "1", "0", "must be from 1 to 100000, but was 0")]
    [InlineData("MinLimit", "500", "100001", "must be from 1 to 100000, but was 100001")]
    [InlineData("MaxLimit", "500", "0", "must be from 1 to 100000, but was 0")]
    [InlineData("MaxLimit", "100000", "100001", "must be from 1 to 100000, but was 100001")]
    [InlineData("SheddableShare", "0.1", "0.09", "must be from 0.1 to 1, but was 0.09")]
    [InlineData("SheddableShare", "0.9", "1.01", "must be from 0.1 to 1, but was 1.01")]
    [InlineData("DefaultShare", "0.7", "0.09", "must be from 0.1 to 1, but was 0.09")]
    [InlineData("DefaultShare", "1", "1.01", "must be from 0.1 to 1, but was 1.01")]
    [InlineData("UnhealthyShare", "0.1", "0.09", "must be from 0.1 to 1, but was 0.09")]
    [InlineData("UnhealthyShare", "1", "1.01", "must be from 0.1 to 1, but was 1.01")]
    [InlineData("QueueTime", "00:00:00", "-00:00:01", "must be from 00:00:00 to 00:00:05, but was -00:00:01")]
    [InlineData("QueueTime", "00:00:05", "00:00:05.001", "must be from 00:00:00 to 00:00:05, but was 00:00:05.0010000")]
    [InlineData("DegradedAfter", "00:00:01", "00:00:00.999", "must be from 00:00:01 to 01:00:00, but was 00:00:00.9990000")]
    [InlineData("UnhealthyAfter", "01:00:00", "01:00:01", "must be from 00:00:01 to 01:00:00, but was 01:00:01")]
    [InlineData("RequestTimeout", "00:00:00.01", "00:00:00.009", "must be from 00:00:00.0100000 to 01:00:00, but was 00:00:00.0090000")]
    [InlineData("RequestTimeout", "01:00:00", "01:00:01", "must be from 00:00:00.0100000 to 01:00:00, but was 01:00:01")]
    public void Bounds_are_valid_and_what_is_beyond_them_is_not(string key, string bound, string beyond, string message)
    {
        Assert.DoesNotContain($"{Section}:{key} must be from", Fault((key, bound)) ?? string.Empty, StringComparison.Ordinal);
        Assert.Equal($"{Section}:{key} {message}.", Fault((key, beyond)));
    }

    [Fact]
    public void Contradictions_are_reported_together_with_both_keys() => Assert.Equal(
        $"{Section}:InitialLimit must be at least MinLimit (50), but was 20.; {Section}:MaxLimit must be at least InitialLimit (20), but was 10.; "
        + $"{Section}:DefaultShare must be at least SheddableShare (0.7), but was 0.5.; {Section}:UnhealthyAfter must be at least DegradedAfter (00:00:10), but was 00:00:05.",
        Fault(("MinLimit", "50"), ("InitialLimit", "20"), ("MaxLimit", "10"), ("DefaultShare", "0.5"), ("DegradedAfter", "00:00:10"), ("UnhealthyAfter", "00:00:05")));

    private static string? Fault(params (string Key, string Value)[] settings) =>
        OptionsReader.Read(InboundOptions.Binding, "Production", [.. settings.Select(setting => ($"{Section}:{setting.Key}", setting.Value))]).Result.FailureMessage;
}
