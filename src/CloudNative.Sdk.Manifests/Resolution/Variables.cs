namespace CloudNative.Sdk.Manifests.Resolution;

/// <summary>The environment variables of the container; names differ in more than case, since configuration ignores it.</summary>
internal sealed class Variables
{
    private readonly Dictionary<string, KeyValuePair<string, string>> _values = new(StringComparer.OrdinalIgnoreCase);

    public string? this[string name] => _values.TryGetValue(name, out var variable) ? variable.Value : null;

    public void Set(string name, string value) => _values[name] = new KeyValuePair<string, string>(name, value);

    /// <summary>Gets the names of the variables that follow from where others run.</summary>
    public HashSet<string> Derived { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Sets the address at which a service is found within a cluster.</summary>
    public void SetAddress(string name, string value)
    {
        Derived.Add(name);
        Set(name, value);
    }

    public void Remove(string name) => _values.Remove(name);

    public IReadOnlyList<KeyValuePair<string, string>> Ordered() => [.. _values.Values.OrderBy(variable => variable.Key, StringComparer.Ordinal)];
}
