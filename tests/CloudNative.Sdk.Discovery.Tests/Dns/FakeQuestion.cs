using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace CloudNative.Sdk.Discovery.Tests.Dns;

/// <summary>A question as a name server received it.</summary>
internal sealed class FakeQuestion
{
    private readonly byte[] _question;

    public FakeQuestion(byte[] message, EndPoint client, bool isTcp)
    {
        Id = BinaryPrimitives.ReadUInt16BigEndian(message);
        IsExtended = BinaryPrimitives.ReadUInt16BigEndian(message.AsSpan(10)) == 1;
        Client = (IPEndPoint)client;
        IsTcp = isTcp;
        var labels = new List<string>();
        var position = 12;
        while (message[position] is not 0 and var length)
        {
            labels.Add(Encoding.ASCII.GetString(message, position + 1, length));
            position += 1 + length;
        }

        Name = string.Join('.', labels);
        Type = BinaryPrimitives.ReadUInt16BigEndian(message.AsSpan(position + 1));
        _question = message[12..(position + 5)];
    }

    public int Id { get; }

    public string Name { get; }

    public int Type { get; }

    /// <summary>Gets whether it has an OPT record.</summary>
    public bool IsExtended { get; }

    public bool IsTcp { get; }

    public IPEndPoint Client { get; }

    public byte[] Answer(params byte[][] records) => Wire.Message(Id, Wire.Response, _question, records);

    public byte[] AnswerWith(byte[][] records, byte[][] additional) => Wire.Message(Id, Wire.Response, _question, records, null, additional);

    public byte[] Failure(int code, params byte[][] authorities) => Wire.Message(Id, Wire.Response | code, _question, [], authorities);

    /// <summary>The question came, and its answer does not fit.</summary>
    public byte[] Cut() => Wire.Message(Id, Wire.Response | Wire.Truncated, _question, []);

    public override string ToString() => $"{Type} {Name}";
}
