using System.Globalization;
using CloudNative.Sdk.Telemetry.Prometheus.Text;

namespace CloudNative.Sdk.Telemetry.Tests.Prometheus;

public sealed class CanonicalNumberTests
{
    // What Go's fmt.Sprintf("%g") gives, with the decimals that OpenMetrics wants.
    [Theory]
    [InlineData(0, "0.0")]
    [InlineData(1, "1.0")]
    [InlineData(-1, "-1.0")]
    [InlineData(10, "10.0")]
    [InlineData(100000, "100000.0")]
    [InlineData(1000000, "1e+06")]
    [InlineData(1234567, "1.234567e+06")]
    [InlineData(123456.5, "123456.5")]
    [InlineData(0.005, "0.005")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00001, "1e-05")]
    [InlineData(0.000012, "1.2e-05")]
    [InlineData(1e300, "1e+300")]
    [InlineData(2.5, "2.5")]
    [InlineData(7500.25, "7500.25")]
    public void Bounds_are_written_as_OpenMetrics_wants_them(double value, string expected) => Assert.Equal(expected, CanonicalNumber.Format(value));

    [Fact]
    public void Every_number_reads_back()
    {
        var random = new Random(20261121);
        for (var i = 0; i < 20_000; i++)
        {
            var value = BitConverter.Int64BitsToDouble(random.NextInt64());
            if (double.IsFinite(value))
            {
                Assert.Equal(value, double.Parse(CanonicalNumber.Format(value), CultureInfo.InvariantCulture));
            }
        }
    }
}
