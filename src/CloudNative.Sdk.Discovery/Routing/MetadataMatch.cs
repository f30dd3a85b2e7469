namespace CloudNative.Sdk.Discovery.Routing;

/// <summary>What the metadata of an instance must hold: <c>version=v2, colour=green</c>.</summary>
internal sealed class MetadataMatch
{
    private readonly List<KeyValuePair<string, string>> _pairs;

    private MetadataMatch(List<KeyValuePair<string, string>> pairs) => _pairs = pairs;

    public static MetadataMatch? TryParse(string text)
    {
        List<KeyValuePair<string, string>> pairs = [];
        foreach (var part in text.Split(','))
        {
            var sign = part.IndexOf('=', StringComparison.Ordinal);
            var key = sign < 0 ? string.Empty : part[..sign].Trim();
            var value = part[(sign + 1)..].Trim();
            if (key.Length == 0 || value.Length == 0)
            {
                return null;
            }

            pairs.Add(new(key, value));
        }

        return new MetadataMatch(pairs);
    }

    public bool Holds(ServiceEndpoint endpoint)
    {
        foreach (var (key, value) in _pairs)
        {
            if (!string.Equals(Find(endpoint, key), value, StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return true;
    }

    private static string? Find(ServiceEndpoint endpoint, string key)
    {
        foreach (var (name, value) in endpoint.Metadata)
        {
            if (string.Equals(name, key, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return key.ToLowerInvariant() switch
        {
            "zone" => endpoint.Zone,
            "datacenter" => endpoint.DataCenter,
            _ => null,
        };
    }
}
