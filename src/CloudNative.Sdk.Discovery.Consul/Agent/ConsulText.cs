using System.Text;
using CloudNative.Sdk.Secrets;

namespace CloudNative.Sdk.Discovery.Consul.Agent;

/// <summary>Makes what Consul says fit for a message: one line, bounded, without the token.</summary>
internal static class ConsulText
{
    public const int MaxLength = 200;

    public static string Of(ReadOnlySpan<byte> body, string? token)
    {
        // A little more than is shown, so that a token is not cut before it is found.
        var text = Encoding.UTF8.GetString(body[..Math.Min(body.Length, 16 * MaxLength)]).Trim();
        if (token is { Length: > 0 })
        {
            text = text.Replace(token, SecretText.Mask, StringComparison.OrdinalIgnoreCase);
        }

        var line = new StringBuilder(Math.Min(text.Length, MaxLength));
        foreach (var character in text.AsSpan(0, Math.Min(text.Length, MaxLength)))
        {
            line.Append(char.IsControl(character) ? ' ' : character);
        }

        return text.Length > MaxLength ? line.Append('…').ToString() : line.ToString();
    }
}
