using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CloudNative.Sdk.Telemetry.Logs.Levels;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Logs.Uplift;

/// <summary>
/// What a header <c>X-Log-Level: {level};{category};{Unix time of its end};{signature}</c> says. The signature is HMAC-SHA256, in hexadecimal, over the text before the last semicolon.
/// </summary>
internal sealed record UpliftHeader(LogLevel Level, string Category, DateTimeOffset End)
{
    public const string Name = "X-Log-Level";
    private const int MaxChars = 512;
    private const int Parts = 4;

    /// <summary>The longest time that a header may be valid: one that leaks must end.</summary>
    private static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(1);

    /// <summary>Reads a header that is signed with the key and not over; otherwise says in one word what is wrong.</summary>
    public static UpliftHeader? Read(string text, ReadOnlySpan<byte> key, DateTimeOffset now, out string fault)
    {
        Span<Range> parts = stackalloc Range[Parts + 1];
        var value = text.AsSpan();
        if (text.Length > MaxChars || value.Split(parts, ';') != Parts)
        {
            fault = "malformed";
            return null;
        }

        // The signature first: nothing of what a stranger wrote is looked at.
        if (!IsSigned(value[..(text.LastIndexOf(';'))], value[parts[3]], key))
        {
            fault = "not signed with the key";
            return null;
        }

        if (!LevelNames.TryParse(value[parts[0]], out var level)
            || !long.TryParse(value[parts[2]], NumberStyles.None, CultureInfo.InvariantCulture, out var end)
            || end > now.Add(MaxLifetime).ToUnixTimeSeconds())
        {
            fault = "signed, but its level or time is not valid";
            return null;
        }

        fault = "expired";
        return end > now.ToUnixTimeSeconds() ? new UpliftHeader(level, value[parts[1]].ToString(), DateTimeOffset.FromUnixTimeSeconds(end)) : null;
    }

    /// <summary>Compares in constant time.</summary>
    private static bool IsSigned(ReadOnlySpan<char> text, ReadOnlySpan<char> signature, ReadOnlySpan<byte> key)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Span<byte> bytes = stackalloc byte[Encoding.UTF8.GetMaxByteCount(MaxChars)];
        HMACSHA256.HashData(key, bytes[..Encoding.UTF8.GetBytes(text, bytes)], expected);
        return signature.Length == 2 * given.Length
            && Convert.FromHexString(signature, given, out _, out _) == System.Buffers.OperationStatus.Done
            && CryptographicOperations.FixedTimeEquals(given, expected);
    }
}
