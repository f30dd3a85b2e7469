using System.Diagnostics;
using CloudNative.Sdk.Discovery.Dns.Messages;

namespace CloudNative.Sdk.Discovery.Tests.Dns.Messages;

public sealed class DnsFuzzTests
{
    private const int Seed = 20260704;

    /// <summary>A record of 16 bytes may have a name of 255 bytes, of which each takes four characters where it cannot be shown.</summary>
    private const int MaxAllocatedPerByte = 200;

    private static readonly byte[][] Seeds =
    [
        Wire.Message(
            1,
            Wire.Response,
            Wire.Question("_http._tcp.catalog.test", Wire.Srv),
            [
                Wire.Record(Wire.Pointer(12), Wire.Srv, 30, [0, 1, 0, 2, 0, 80, 1, (byte)'a', .. Wire.Pointer(31)]),
                Wire.ServiceOf("_http._tcp.catalog.test", 10, 5, 8080, "b.test"),
            ],
            additional: [Wire.AddressOf("a.test", "10.0.0.1"), Wire.AddressOf("b.test", "fd00::1"), Wire.Record([0], Wire.Opt, 0, [], 1232)]),
        Wire.Message(2, Wire.Response, Wire.Question("a.test", Wire.A), [Wire.AliasOf("a.test", "b.test"), Wire.AddressOf("b.test", "10.0.0.1")]),
        Wire.Message(3, Wire.Response | Wire.NameError, Wire.Question("a.test", Wire.A), [], [Wire.AuthorityOf("test", 5, 5)]),
    ];

    [Fact]
    public void Fifty_thousand_changed_messages_are_read_or_refused()
    {
        var random = new Random(Seed);
        var (read, refused) = (0, 0);
        for (var i = 0; i < 50_000; i++)
        {
            Count(Changed(Seeds[i % Seeds.Length], random), ref read, ref refused);
        }

        Assert.True(read > 1000 && refused > 1000, $"{read} read, {refused} refused: the changes do not reach the parser's branches");
    }

    [Fact]
    public void Thirty_thousand_random_messages_are_read_or_refused()
    {
        var random = new Random(Seed);
        var (read, refused) = (0, 0);
        for (var i = 0; i < 30_000; i++)
        {
            var message = new byte[random.Next(600)];
            random.NextBytes(message);
            if (message.Length > 12)
            {
                // Few records, so that the message is not refused for its counts alone; and not cut.
                Wire.Header(1, Wire.Response, random.Next(2), random.Next(4), random.Next(2), random.Next(3)).CopyTo(message, 0);
            }

            Count(message, ref read, ref refused);
        }

        Assert.Equal(30_000, read + refused);
    }

    [Fact]
    public void The_costliest_message_of_64_kib_is_read_in_bounded_time_and_memory()
    {
        // The longest name once, and thousands of records that point to it through the longest chain of pointers.
        byte[] name = [.. Enumerable.Repeat<byte[]>([1, 7], 127).SelectMany(label => label), 0];
        var record = Wire.Record(Wire.Pointer(12), Wire.A, 1, [10, 0, 0, 1]);
        var count = (ushort.MaxValue - 12 - name.Length - 4) / record.Length;
        byte[] message = [.. Wire.Header(1, Wire.Response, 1, count, 0, 0), .. name, .. Wire.U16(Wire.A), .. Wire.U16(1), .. Enumerable.Repeat(record, count).SelectMany(r => r)];
        DnsMessage.Parse(message);
        var started = Stopwatch.GetTimestamp();
        var before = GC.GetAllocatedBytesForCurrentThread();

        var parsed = DnsMessage.Parse(message);

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < (long)message.Length * MaxAllocatedPerByte);
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(2));
        Assert.Equal(count, parsed.Answers.Count);
    }

    private static void Count(byte[] message, ref int read, ref int refused)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            DnsMessage.Parse(message);
            read++;
        }
        catch (DnsFormatException)
        {
            refused++;
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated <= 16 * 1024 + (message.Length * MaxAllocatedPerByte), $"{allocated} bytes for {Convert.ToHexString(message)}");
    }

    private static byte[] Changed(byte[] message, Random random)
    {
        var changed = (byte[])message.Clone();
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var at = random.Next(changed.Length);
            changed[at] = random.Next(4) switch
            {
                0 => (byte)(changed[at] ^ (1 << random.Next(8))),
                1 => (byte)random.Next(256),
                2 => (byte)(0xC0 | random.Next(64)),
                _ => changed[random.Next(changed.Length)],
            };
        }

        return random.Next(4) == 0 ? changed[..random.Next(changed.Length)] : changed;
    }
}
