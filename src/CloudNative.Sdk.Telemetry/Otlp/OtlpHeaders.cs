using System.Buffers;

namespace CloudNative.Sdk.Telemetry.Otlp;

/// <summary>Reads the headers that are sent with each request, as <c>name=value,name=value</c> with percent-encoded values.</summary>
/// <remarks>Their values are secrets more often than not, and appear in no message.</remarks>
internal static class OtlpHeaders
{
    private const string Rule = "must be name=value,name=value with names of headers and percent-encoded values (they are not shown here)";

    private static readonly SearchValues<char> OfName =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public static IReadOnlyList<KeyValuePair<string, string>> Read(OtelConfiguration configuration, OtlpSignal signal)
    {
        var (variable, text) = configuration.OfExporter(signal, "HEADERS");
        List<KeyValuePair<string, string>> headers = [];
        foreach (var pair in text?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [])
        {
            var (name, value) = Split(pair);
            if (name.Length == 0 || name.AsSpan().ContainsAnyExcept(OfName) || value is null || value.Any(char.IsControl))
            {
                configuration.Fault(variable, Rule, value: null);
                continue;
            }

            headers.Add(new(name, value));
        }

        return headers;
    }

    private static (string Name, string? Value) Split(string pair)
    {
        var end = pair.IndexOf('=', StringComparison.Ordinal);
        return end < 0 ? (string.Empty, null) : (Uri.UnescapeDataString(pair[..end].Trim()), Uri.UnescapeDataString(pair[(end + 1)..].Trim()));
    }
}
