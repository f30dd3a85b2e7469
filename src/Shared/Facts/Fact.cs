namespace CloudNative.Sdk.Facts;

/// <summary>
/// One thing known about a service at compile time, as it is stored in the compiled assembly:
/// <c>[assembly: AssemblyMetadata("CloudNative.Fact.meter", "name=Shop.Orders&amp;at=Program.cs(12,1)")]</c>.
/// </summary>
/// <remarks>
/// The value is a query string (RFC 3986 percent-encoding, keys may repeat), so that the generator, the analyzers, the runtime and the
/// manifest task can all read it without a common dependency. This file is linked into each of them.
/// </remarks>
internal sealed class Fact
{
    /// <summary>The start of the metadata key; the fact's kind follows.</summary>
    public const string KeyPrefix = "CloudNative.Fact.";

    private readonly List<KeyValuePair<string, string>> _values = [];

    public Fact(string kind) => Kind = kind;

    /// <summary>Gets the kind, one of <see cref="FactKinds"/>; readers ignore a kind that they do not know.</summary>
    public string Kind { get; }

    /// <summary>Gets all values in the order written.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Values => _values;

    /// <summary>Gets the first value of a key, or null.</summary>
    public string? this[string key]
    {
        get
        {
            foreach (var pair in _values)
            {
                if (pair.Key == key)
                {
                    return pair.Value;
                }
            }

            return null;
        }
    }

    /// <summary>Gets every value of a key, in the order written.</summary>
    public IEnumerable<string> All(string key) => _values.Where(pair => pair.Key == key).Select(pair => pair.Value);

    /// <summary>Adds a value; a null is left out, since a fact that is not known is not stated.</summary>
    public Fact With(string key, string? value)
    {
        if (value is not null)
        {
            _values.Add(new KeyValuePair<string, string>(key, value));
        }

        return this;
    }

    /// <summary>Adds each value under the same key.</summary>
    public Fact WithEach(string key, IEnumerable<string> values)
    {
        foreach (var value in values)
        {
            With(key, value);
        }

        return this;
    }

    /// <summary>Writes the metadata value; <see cref="Kind"/> belongs in the metadata key.</summary>
    public override string ToString() =>
        string.Join("&", _values.Select(pair => Uri.EscapeDataString(pair.Key) + "=" + Uri.EscapeDataString(pair.Value)));

    /// <summary>Reads one metadata pair; null when the key is not that of a fact.</summary>
    public static Fact? TryParse(string? key, string? value)
    {
        if (key is null || value is null || !key.StartsWith(KeyPrefix, StringComparison.Ordinal))
        {
            return null;
        }

        var fact = new Fact(key.Substring(KeyPrefix.Length));
        foreach (var part in value.Split(['&'], StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = part.Split(['='], 2);
            if (pair.Length == 2)
            {
                fact.With(Uri.UnescapeDataString(pair[0]), Uri.UnescapeDataString(pair[1]));
            }
        }

        return fact;
    }
}
