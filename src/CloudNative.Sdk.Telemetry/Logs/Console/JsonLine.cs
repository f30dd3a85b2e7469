using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CloudNative.Sdk.Telemetry.Logs.Console;

/// <summary>The buffers of one line, used again for the next. Not thread-safe.</summary>
internal sealed class JsonLine(JavaScriptEncoder encoder)
{
    /// <summary>From this length on nothing further is begun; what was begun is ended.</summary>
    public const int FullBytes = 64 * 1024;

    /// <summary>Container runtimes cut a line at 16 KiB or so anyway.</summary>
    public const int MaxTextChars = 8 * 1024;

    private const int KeptBytes = 32 * 1024;
    private readonly ArrayBufferWriter<byte> _bytes = new(1024);
    private Utf8JsonWriter? _json;
    private char[] _chars = new char[1024];

    public JavaScriptEncoder Encoder { get; } = encoder;

    public Utf8JsonWriter Json => _json ??= new Utf8JsonWriter(_bytes, new JsonWriterOptions { Encoder = Encoder, SkipValidation = true });

    /// <summary>Gets the names in the objects that are open, so that none appears twice in one object.</summary>
    public List<string> Names { get; } = [];

    /// <summary>Gets or sets whether the list of scopes has begun.</summary>
    public bool HasScopes { get; set; }

    /// <summary>Gets or sets whether something was left out.</summary>
    public bool IsCut { get; set; }

    public bool IsWorthKeeping => _bytes.Capacity <= KeptBytes;

    public void Begin()
    {
        Json.Reset();
        _bytes.ResetWrittenCount();
        Names.Clear();
        HasScopes = false;
        IsCut = false;
    }

    /// <summary>Hands the line over, as characters because that is what consoles take.</summary>
    public void End(TextWriter output)
    {
        Json.Flush();
        var bytes = _bytes.WrittenSpan;
        if (_chars.Length < bytes.Length)
        {
            _chars = new char[_bytes.Capacity];
        }

        var length = Encoding.UTF8.GetChars(bytes, _chars);
        output.Write(_chars.AsSpan(0, length));
        output.Write('\n');
    }

    /// <summary>Returns whether there is room for one thing more, and remembers when there is none.</summary>
    public bool HasRoom()
    {
        if (Json.BytesCommitted + Json.BytesPending < FullBytes)
        {
            return true;
        }

        IsCut = true;
        return false;
    }

    /// <summary>Shortens a text that is too long; the end of the result says so.</summary>
    public string Short(string text, int maxChars = MaxTextChars)
    {
        if (text.Length <= maxChars)
        {
            return text;
        }

        IsCut = true;
        var length = char.IsHighSurrogate(text[maxChars - 1]) ? maxChars - 1 : maxChars;
        return string.Concat(text.AsSpan(0, length), "…");
    }
}
