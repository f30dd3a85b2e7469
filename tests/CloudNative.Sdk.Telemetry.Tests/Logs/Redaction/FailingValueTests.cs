using System.Collections;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Tests.Logs.Redaction;

/// <summary>A log call does not fail for what it logs.</summary>
public sealed class FailingValueTests
{
    public static TheoryData<object> Failing =>
    [
        new Boxed(new Mute()),
        new object[] { new Mute() },
        new FailingList(),
        new Boxed(new FailingList()),
        (1, new Mute(), new Customer(1, "RAW7")),
        new Dictionary<string, object> { ["any"] = new Mute() },
        new MuteException(),
    ];

    [Theory]
    [MemberData(nameof(Failing))]
    public void A_value_that_throws_does_not_break_the_call(object value)
    {
        using var logging = new Logging();

        logging.Factory.CreateLogger("Shop").LogError("{Password} {Value}", "RAW7", value);

        var entry = Assert.Single(logging.Sink.Entries);
        Assert.StartsWith("*** ", entry.Text, StringComparison.Ordinal);
        Assert.Contains("(failed)", entry.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("RAW7", entry.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_whose_members_throw_does_not_break_the_call()
    {
        using var logging = new Logging();

        logging.Factory.CreateLogger("Shop").LogError(new InvalidOperationException("outer", new MuteException()), "broken");

        Assert.Contains("(failed)", Assert.Single(logging.Sink.Entries).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_state_that_throws_does_not_break_the_call()
    {
        using var logging = new Logging();

        logging.Factory.CreateLogger("Shop").Log(LogLevel.Information, 1, new FailingState(), null, (_, _) => "RAW7");

        Assert.Equal("(failed)", Assert.Single(logging.Sink.Entries).Text);
    }

    private sealed class Mute
    {
        public override string ToString() => throw new InvalidOperationException("RAW7");
    }

    private sealed class FailingList : IEnumerable<object>
    {
        public IEnumerator<object> GetEnumerator() => throw new InvalidOperationException("RAW7");

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private sealed class FailingState : IEnumerable<KeyValuePair<string, object?>>
    {
        public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => throw new InvalidOperationException("RAW7");

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private sealed class MuteException : Exception
    {
        public override string Message => throw new InvalidOperationException("RAW7");

        public override IDictionary Data => null!;

        public override string? StackTrace => throw new InvalidOperationException("RAW7");
    }
}
