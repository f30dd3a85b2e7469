using CloudNative.Sdk.TestSupport;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Telemetry.Tests.Logs.Levels;

public sealed class LogLevelOptionsTests
{
    private const string Section = "CloudNative:Telemetry:Logs:Levels:";

    [Fact]
    public void Defaults_are_those_of_the_documentation()
    {
        var options = new LogLevelOptions();

        Assert.Equal((TimeSpan.FromMinutes(10), TimeSpan.FromDays(1)), (options.DefaultDuration, options.MaxDuration));
    }

    [Theory]
    [InlineData("00:00:01", "00:00:01")]
    [InlineData("7.00:00:00", "7.00:00:00")]
    public void Both_bounds_are_accepted(string duration, string max) => Assert.Null(Faults(duration, max));

    [Theory]
    [InlineData("00:00:00.9", "00:01:00", "DefaultDuration must be from 00:00:01 to 7.00:00:00, but was 00:00:00.9000000.")]
    [InlineData("00:00:01", "7.00:00:01", "MaxDuration must be from 00:00:01 to 7.00:00:00, but was 7.00:00:01.")]
    [InlineData("00:10:00", "00:09:00", "DefaultDuration must not be longer than MaxDuration, but was 00:10:00.")]
    public void Anything_else_is_rejected(string duration, string max, string fault) => Assert.Equal([Section + fault], Faults(duration, max));

    private static IEnumerable<string>? Faults(string duration, string max) => OptionsReader.Read(
        LogLevelOptions.Binding, Environments.Production, (Section + "DefaultDuration", duration), (Section + "MaxDuration", max)).Result.Failures;
}
