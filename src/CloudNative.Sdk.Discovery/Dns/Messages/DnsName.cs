using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text;

namespace CloudNative.Sdk.Discovery.Dns.Messages;

/// <summary>Names as text, without the dot at the end; the root is <c>.</c>.</summary>
internal static class DnsName
{
    public const string Root = ".";

    /// <summary>The longest name in a message, with the length byte of each label and the empty label at its end (RFC 1035, section 2.3.4).</summary>
    public const int MaxBytes = 255;

    public const int MaxLabel = 63;

    /// <summary>What is printable, but for the backslash: a name read from a message has it where a byte is none of these.</summary>
    private static readonly SearchValues<char> Writable = SearchValues.Create(
        "!\"#$%&'()*+,-/0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    public static bool IsValid(string name) => TryWrite(name, stackalloc byte[MaxBytes], out _);

    /// <summary>Compares two names, without regard to case.</summary>
    public static bool AreSame(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);

    /// <summary>Writes a name, never compressed.</summary>
    /// <param name="name">The name; a dot at its end makes no difference.</param>
    /// <param name="bytes">At least <see cref="MaxBytes"/>.</param>
    /// <param name="written">How many bytes the name takes.</param>
    /// <returns>False where a label is empty or too long, or has a character that a question cannot have, or the name is too long.</returns>
    public static bool TryWrite(string name, Span<byte> bytes, out int written)
    {
        written = 0;
        var text = name.AsSpan(0, name.Length - (name.EndsWith('.') ? 1 : 0));
        if (name.Length == 0 || text.Length > MaxBytes - 2)
        {
            return false;
        }

        foreach (var range in text.Split('.'))
        {
            var label = text[range];
            if (text.Length > 0 && (label.Length is 0 or > MaxLabel || label.ContainsAnyExcept(Writable)))
            {
                return false;
            }

            if (text.Length > 0)
            {
                bytes[written] = (byte)label.Length;
                written += 1 + Encoding.ASCII.GetBytes(label, bytes[(written + 1)..]);
            }
        }

        bytes[written++] = 0;
        return true;
    }

    /// <summary>Gets whether a host may be asked for: addresses, <c>localhost</c> (RFC 6761, section 6.3) and what is no name may not.</summary>
    /// <param name="host">The host of a URI.</param>
    /// <param name="reason">Why not.</param>
    public static bool IsAskable(string host, [NotNullWhen(false)] out string? reason)
    {
        reason = IPAddress.TryParse(host.Trim('[', ']'), out _) ? $"'{host}' is an address"
            : AreSame(host, "localhost") || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase) ? $"'{host}' is this machine"
            : !IsValid(host) ? $"'{host}' is no DNS name: labels have 1 to {MaxLabel} characters of ASCII, the whole has up to {MaxBytes - 2}"
            : null;
        return reason is null;
    }
}
