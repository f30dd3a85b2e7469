using System.Net;
using CloudNative.Sdk.Discovery.Dns.Messages;

namespace CloudNative.Sdk.Discovery.Tests.Dns.Messages;

public sealed class DnsMessageTests
{
    private const string Service = "_http._tcp.catalog.test";

    private static readonly byte[] Question = Wire.Question(Service, Wire.Srv);

    [Fact]
    public void Records_are_read_with_compressed_names()
    {
        // The question's name begins at byte 12, and its label 'test' at 12 + 6 + 5 + 8.
        const int Start = 12;
        const int Test = Start + 6 + 5 + 8;
        byte[] host = [1, (byte)'a', .. Wire.Pointer(Test)];
        var message = DnsMessage.Parse(Wire.Message(
            1,
            Wire.Response,
            Question,
            [Wire.Record(Wire.Pointer(Start), Wire.Srv, 30, [.. Wire.U16(10), .. Wire.U16(5), .. Wire.U16(8080), .. host])],
            additional: [Wire.Record(host, Wire.A, 20, [10, 0, 0, 1]), Wire.AddressOf("a.test", "fd00::1", 40)]));

        Assert.Equal([new ServiceRecord(Service, TimeSpan.FromSeconds(30), 10, 5, 8080, "a.test")], message.Answers);
        Assert.Equal(
            [
                new AddressRecord("a.test", DnsType.A, TimeSpan.FromSeconds(20), IPAddress.Parse("10.0.0.1")),
                new AddressRecord("a.test", DnsType.Aaaa, TimeSpan.FromSeconds(40), IPAddress.Parse("fd00::1")),
            ],
            message.Additional);
        Assert.Equal(0, message.Code);
        Assert.Null(message.NegativeTtl);
    }

    [Fact]
    public void The_root_is_a_dot_and_bytes_that_cannot_be_shown_are_escaped()
    {
        var message = DnsMessage.Parse(Wire.Message(1, Wire.Response, Question,
        [
            Wire.ServiceOf("a", 0, 0, 0, ""),
            Wire.Record([4, (byte)'a', (byte)'.', 0, 200, 0], Wire.Cname, 1, Wire.Name("b")),
        ]));

        Assert.Equal([".", "b"], [((ServiceRecord)message.Answers[0]).Target, ((AliasRecord)message.Answers[1]).Target]);
        Assert.Equal(@"a\046\000\200", message.Answers[1].Name);
    }

    [Fact]
    public void Absence_lasts_as_long_as_the_shorter_time_of_the_authority()
    {
        Assert.Equal(TimeSpan.FromSeconds(5), NegativeTtlOf(Wire.AuthorityOf("test", ttl: 5, minimum: 300)));
        Assert.Equal(TimeSpan.FromSeconds(7), NegativeTtlOf(Wire.AuthorityOf("test", ttl: 300, minimum: 7)));
        Assert.Equal(TimeSpan.Zero, NegativeTtlOf(Wire.AuthorityOf("test", ttl: 0x80000000, minimum: 7)));
    }

    [Fact]
    public void Unknown_records_and_classes_are_passed_over()
    {
        var message = DnsMessage.Parse(Wire.Message(
            1,
            Wire.Response,
            Question,
            [
                Wire.Record(Wire.Name("a"), Wire.Txt, 1, [9, 9, 9]),
                Wire.Record(Wire.Name("a"), Wire.A, 1, [1], recordClass: 3),
                Wire.AddressOf("a", "10.0.0.1"),
            ],
            additional: [Wire.AliasOf("a", "b"), Wire.Record([0], Wire.Opt, 0, [0, 3, 0, 0], recordClass: 1232)]));

        Assert.Equal("a", Assert.Single(message.Answers).Name);
        Assert.Empty(message.Additional);
        Assert.Equal(0, message.Code);
    }

    [Fact]
    public void The_upper_bits_of_the_code_are_in_the_opt_record() => Assert.Equal(
        16, DnsMessage.Parse(Wire.Message(1, Wire.Response, Question, [], additional: [Wire.Record([0], Wire.Opt, 0x01000000, [], 1232)])).Code);

    [Fact]
    public void Of_a_message_that_was_cut_nothing_is_read()
    {
        var message = DnsMessage.Parse([.. Wire.Header(1, Wire.Response | Wire.Truncated, 1, 9, 0, 0), .. Question, 1]);

        Assert.True(message.IsTruncated);
        Assert.Empty(message.Answers);
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public void A_malformed_message_is_refused(string expected, byte[] message)
    {
        var exception = Assert.Throws<DnsFormatException>(() => DnsMessage.Parse(message));

        Assert.StartsWith(expected + " (byte ", exception.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, byte[]> Malformed()
    {
        const string Early = "the message ends too early";
        const string Backwards = "a name does not point backwards";
        const string Length = "a record has another length than it announces";
        const int Answer = 12 + 29;
        Assert.Equal(Answer, 12 + Question.Length);
        byte[] label = [63, .. new byte[63]];
        return new()
        {
            { Early, [] },
            { Early, Wire.Header(1, Wire.Response, 0, 0, 0, 0)[..^1] },
            { Early, Wire.Header(1, Wire.Response, 1, 0, 0, 0) },
            { Early, [.. Wire.Header(1, Wire.Response, 1, 0, 0, 0), .. Question[..^1]] },
            { "the message is too short for the records that it announces", [.. Wire.Header(1, Wire.Response, 0, 65535, 65535, 65535)] },
            { "the message is too short for the records that it announces", [.. Wire.Header(1, Wire.Response, 0, 1, 0, 0), .. new byte[10]] },
            { Backwards, One(Wire.Pointer(Answer)) },
            { Backwards, One(Wire.Pointer(Answer + 2)) },
            { Backwards, One(Wire.Pointer(0x3FFF)) },
            { Backwards, One([1, (byte)'a', .. Wire.Pointer(Answer)]) },
            { Backwards, Circle },
            { "a label is of an unknown kind", One([0x40, 0]) },
            { "a label is of an unknown kind", One([0x80, 0]) },
            { "a name is too long", One([.. label, .. label, .. label, .. label, 0]) },
            { "an address has a wrong length", Wire.Message(1, Wire.Response, Question, [Wire.Record([0], Wire.A, 1, [10, 0, 0])]) },
            { "an address has a wrong length", Wire.Message(1, Wire.Response, Question, [Wire.Record([0], Wire.Aaaa, 1, [10, 0, 0, 1])]) },
            { "a record is longer than the message", Wire.Message(1, Wire.Response, Question, [Wire.Record([0], Wire.Txt, 1, new byte[10])])[..^1] },
            { Length, Wire.Message(1, Wire.Response, Question, [Wire.Record([0], Wire.Cname, 1, [.. Wire.Name("a"), 0])]) },
            { Length, Wire.Message(1, Wire.Response, Question, [Wire.Record([0], Wire.Cname, 1, [1, (byte)'a']), Wire.AddressOf("", "10.0.0.1")]) },
            { Early, Wire.Message(1, Wire.Response, Question, [Wire.Record([0], Wire.Srv, 1, [0, 1, 0, 1])]) },
            { Early, Wire.Message(1, Wire.Response, Question, [], [Wire.Record([0], Wire.Soa, 1, [0, 0, .. new byte[19]])]) },
        };
    }

    /// <summary>Two names that point to each other: that of the question at byte 12, and that of the record at byte 18.</summary>
    private static byte[] Circle =>
        [.. Wire.Header(1, Wire.Response, 1, 1, 0, 0), .. Wire.Pointer(18), .. Wire.U16(Wire.A), .. Wire.U16(1), .. Wire.Record(Wire.Pointer(12), Wire.A, 1, [10, 0, 0, 1])];

    /// <summary>A message with one address under the given name.</summary>
    private static byte[] One(byte[] name) => Wire.Message(1, Wire.Response, Question, [Wire.Record(name, Wire.A, 1, [10, 0, 0, 1])]);

    private static TimeSpan? NegativeTtlOf(byte[] authority) =>
        DnsMessage.Parse(Wire.Message(1, Wire.Response | Wire.NameError, Question, [], [authority])).NegativeTtl;
}
