using CloudNative.Sdk.Discovery.Dns.Messages;

namespace CloudNative.Sdk.Discovery.Tests.Dns.Messages;

public sealed class DnsQueryTests
{
    private static readonly byte[] Question = Wire.Question("catalog.test", Wire.Srv);

    [Fact]
    public void A_question_asks_for_recursion_and_offers_answers_of_1232_bytes()
    {
        var query = DnsQuery.Create("catalog.test", DnsType.Srv, 0x1234, extended: true);

        byte[] expected = [.. Wire.Header(0x1234, 0x0100, 1, 0, 0, 1), .. Question, 0, .. Wire.U16(Wire.Opt), .. Wire.U16(1232), .. Wire.U32(0), .. Wire.U16(0)];
        Assert.Equal(expected, query.Message.ToArray());
        Assert.Equal([.. Wire.U16(expected.Length), .. expected], query.Framed.ToArray());
    }

    [Fact]
    public void A_question_for_old_servers_has_nothing_else() => Assert.Equal(
        [.. Wire.Header(7, 0x0100, 1, 0, 0, 0), .. Wire.Question("a", Wire.Aaaa)],
        DnsQuery.Create("a", DnsType.Aaaa, 7, extended: false).Message.ToArray());

    [Fact]
    public void The_case_of_the_repeated_question_makes_no_difference() =>
        Assert.True(IsAnswer(Wire.Message(0x1234, Wire.Response, Wire.Question("CATALOG.test", Wire.Srv), [])));

    [Fact]
    public void A_server_that_could_not_read_the_question_need_not_repeat_it()
    {
        Assert.True(IsAnswer(Wire.Message(0x1234, Wire.Response | Wire.FormatError, [], [])));
        Assert.False(IsAnswer(Wire.Message(0x1234, Wire.Response | Wire.ServerFailure, [], [])));
    }

    [Fact]
    public void Messages_that_answer_something_else_are_no_answers()
    {
        Assert.True(IsAnswer(Wire.Message(0x1234, Wire.Response, Question, [])));
        Assert.False(IsAnswer(Wire.Message(0x1235, Wire.Response, Question, [])));
        Assert.False(IsAnswer(Wire.Message(0x3412, Wire.Response, Question, [])));
        Assert.False(IsAnswer(Wire.Message(0x1234, 0x0100, Question, [])));
        Assert.False(IsAnswer(Wire.Message(0x1234, Wire.Response | 0x2000, Question, [])));
        Assert.False(IsAnswer(Wire.Message(0x1234, Wire.Response, Wire.Question("catalog.test", Wire.A), [])));
        Assert.False(IsAnswer(Wire.Message(0x1234, Wire.Response, Wire.Question("orders.test", Wire.Srv), [])));
        Assert.False(IsAnswer(Wire.Message(0x1234, Wire.Response, [], [])));
        Assert.False(IsAnswer([.. Wire.Header(0x1234, Wire.Response, 2, 0, 0, 0), .. Question, .. Question]));
        Assert.False(IsAnswer([.. Wire.Header(0x1234, Wire.Response, 1, 0, 0, 0), .. Question[..^1]]));
        Assert.False(IsAnswer(Wire.Header(0x1234, Wire.Response, 1, 0, 0, 0)[..^1]));
        Assert.False(IsAnswer([]));
    }

    private static bool IsAnswer(byte[] message) => DnsQuery.Create("catalog.test", DnsType.Srv, 0x1234, extended: true).IsAnsweredBy(message);
}
