using CloudNative.Sdk.TestSupport;

namespace CloudNative.Sdk.Resiliency.Tests.Deadlines;

public sealed class DeadlineOptionsTests
{
    private const string Section = "CloudNative:Resiliency:Deadlines:";

    [Fact]
    public void The_defaults_are_a_margin_of_5_ms_and_at_most_5_minutes()
    {
        var (options, result) = OptionsReader.Read(DeadlineOptions.Binding, "Production");
        Assert.True(result.Succeeded);
        Assert.Equal((true, TimeSpan.FromMilliseconds(5), TimeSpan.FromMinutes(5)), (options.Enabled, options.Margin, options.Max));
    }

    [Theory]
    [InlineData("Margin", "00:00:00")]
    [InlineData("Margin", "00:00:01")]
    [InlineData("Max", "00:00:00.010")]
    [InlineData("Max", "1.00:00:00")]
    [InlineData("Enabled", "false")]
    public void Values_at_their_bounds_are_taken(string key, string value) => Assert.True(OptionsReader.Read(DeadlineOptions.Binding, "Production", (Section + key, value)).Result.Succeeded);

    [Theory]
    [InlineData("Margin", "-00:00:00.001", "CloudNative:Resiliency:Deadlines:Margin must be from 00:00:00 to 00:00:01, but was -00:00:00.0010000.")]
    [InlineData("Margin", "00:00:01.001", "CloudNative:Resiliency:Deadlines:Margin must be from 00:00:00 to 00:00:01, but was 00:00:01.0010000.")]
    [InlineData("Max", "00:00:00.009", "CloudNative:Resiliency:Deadlines:Max must be from 00:00:00.0100000 to 1.00:00:00, but was 00:00:00.0090000.")]
    [InlineData("Max", "1.00:00:00.001", "CloudNative:Resiliency:Deadlines:Max must be from 00:00:00.0100000 to 1.00:00:00, but was 1.00:00:00.0010000.")]
    public void Values_beyond_them_are_refused(string key, string value, string fault) =>
        Assert.Equal(fault, Assert.Single(OptionsReader.Read(DeadlineOptions.Binding, "Production", (Section + key, value)).Result.Failures!));

    [Fact]
    public void A_margin_that_leaves_nothing_of_the_maximum_is_refused() =>
        Assert.Equal(
            "CloudNative:Resiliency:Deadlines:Margin must be below Max (00:00:00.0200000), but was 00:00:00.0200000.",
            Assert.Single(OptionsReader.Read(DeadlineOptions.Binding, "Production", (Section + "Margin", "00:00:00.020"), (Section + "Max", "00:00:00.020")).Result.Failures!));
}
