using CloudNative.Sdk.Resiliency.Deadlines;
using FsCheck;
using FsCheck.Fluent;

namespace CloudNative.Sdk.Resiliency.Tests.Deadlines;

public sealed class DeadlineHeaderTests
{
    [Fact]
    public void What_is_sent_is_read_as_no_more_than_what_was_left_and_less_than_a_millisecond_below_it() =>
        Check(Ticks.UpTo(TimeSpan.FromDays(1)), ticks => DeadlineHeader.Parse(DeadlineHeader.Format(new TimeSpan(ticks)))!.Value.Ticks is var read
            && read <= ticks && ticks - read < TimeSpan.TicksPerMillisecond);

    [Fact]
    public void A_time_that_is_over_is_sent_as_zero() => Check(Ticks.UpTo(TimeSpan.FromDays(1)), ticks => DeadlineHeader.Format(new TimeSpan(-ticks)) == "0");

    [Fact]
    public void No_text_makes_the_reader_throw_or_give_a_time_below_zero_or_above_a_day() =>
        Prop.ForAll<string?>(text => IsReasonable(DeadlineHeader.Parse(text)) && IsReasonable(DeadlineHeader.ParseGrpc(text))).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_grpc_time_is_read_as_what_it_says_up_to_a_day() =>
        Check(Gen.Zip(Gen.Choose(0, 99_999_999), Gen.Elements(Units)), time =>
            DeadlineHeader.ParseGrpc($"{time.Item1}{time.Item2.Name}")!.Value.Ticks == (long)Math.Min(TimeSpan.TicksPerDay, decimal.Floor(time.Item1 * time.Item2.Ticks)));

    [Theory]
    [InlineData("0", 0)]
    [InlineData("1", 1)]
    [InlineData("500", 500)]
    [InlineData("0500", 500)]
    [InlineData("86400000", 86_400_000)]
    [InlineData("86400001", 86_400_000)]
    [InlineData("9223372036854775807", 86_400_000)]
    public void Milliseconds_are_read_up_to_a_day(string text, int milliseconds) => Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), DeadlineHeader.Parse(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("1.5")]
    [InlineData("1 ")]
    [InlineData("1e3")]
    [InlineData("0x10")]
    [InlineData("500ms")]
    [InlineData("1,000")]
    [InlineData("٥٠٠")]
    [InlineData("9223372036854775808")]
    public void Anything_else_is_no_deadline(string? text) => Assert.Null(DeadlineHeader.Parse(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("S")]
    [InlineData("1")]
    [InlineData("1s")]
    [InlineData("1h")]
    [InlineData("-1S")]
    [InlineData("1 S")]
    [InlineData("1.5S")]
    [InlineData("123456789S")]
    public void Anything_but_up_to_eight_digits_and_a_unit_is_no_grpc_timeout(string? text) => Assert.Null(DeadlineHeader.ParseGrpc(text));

    private static readonly (char Name, decimal Ticks)[] Units =
        [('H', TimeSpan.TicksPerHour), ('M', TimeSpan.TicksPerMinute), ('S', TimeSpan.TicksPerSecond), ('m', TimeSpan.TicksPerMillisecond), ('u', TimeSpan.TicksPerMicrosecond), ('n', 0.01m)];

    private static bool IsReasonable(TimeSpan? read) => read is not { } time || (time >= TimeSpan.Zero && time <= TimeSpan.FromDays(1));

    private static void Check<T>(Gen<T> values, Func<T, bool> holds) => Prop.ForAll(Arb.From(values), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
}
