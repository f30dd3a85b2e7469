using System.Buffers;
using System.Text;

namespace CloudNative.Sdk.Telemetry.Tracing.Server;

/// <summary>Keeps the keys of a query and hides the values, but for the keys that are allowed to be shown.</summary>
internal sealed class QueryRedaction(IEnumerable<string> shownKeys)
{
    private const int MaxParts = 64;
    private const char Hidden = '*';

    private static readonly SearchValues<char> Encoded = SearchValues.Create("%+");

    private readonly HashSet<string> _shown = new(shownKeys, StringComparer.OrdinalIgnoreCase);

    /// <summary>Redacts a query.</summary>
    /// <param name="query">The query as it came, with its question mark.</param>
    /// <returns>Without its question mark. A part without a key is hidden as a whole; behind 64 parts the rest is.</returns>
    public string Redact(string query)
    {
        var text = new StringBuilder(query.Length);
        var rest = query.AsSpan().TrimStart('?');
        for (var parts = 0; rest.Length > 0; parts++)
        {
            if (text.Length > 0)
            {
                text.Append('&');
            }

            if (parts == MaxParts)
            {
                text.Append(Hidden);
                break;
            }

            var end = rest.IndexOf('&');
            Append(text, end < 0 ? rest : rest[..end]);
            rest = end < 0 ? default : rest[(end + 1)..];
        }

        return text.ToString();
    }

    private void Append(StringBuilder text, ReadOnlySpan<char> part)
    {
        var equals = part.IndexOf('=');
        if (equals <= 0)
        {
            text.Append(equals == 0 ? "=*" : "*");
            return;
        }

        var key = part[..equals];
        text.Append(key).Append('=');
        if (IsShown(key))
        {
            text.Append(part[(equals + 1)..]);
        }
        else
        {
            text.Append(Hidden);
        }
    }

    private bool IsShown(ReadOnlySpan<char> key)
    {
        if (_shown.Count == 0)
        {
            return false;
        }

        return key.ContainsAny(Encoded)
            ? _shown.Contains(Uri.UnescapeDataString(key.ToString().Replace('+', ' ')))
            : _shown.GetAlternateLookup<ReadOnlySpan<char>>().Contains(key);
    }
}
