using System.Collections;

namespace CloudNative.Sdk.Manifests.Yaml;

/// <summary>A mapping to be written, in the order in which it was filled. A value is a text, a number, a truth value, a mapping or a list of these.</summary>
internal sealed class YamlMap : IEnumerable<KeyValuePair<string, object>>
{
    private readonly List<KeyValuePair<string, object>> _entries = [];

    public int Count => _entries.Count;

    /// <summary>Gets a value, or null where the key is not there.</summary>
    public object? this[string key] => _entries.Find(entry => entry.Key == key).Value;

    /// <summary>Adds an entry; a null is left out, so that optional fields read like the others.</summary>
    public void Add(string key, object? value)
    {
        if (value is not null)
        {
            _entries.Add(new KeyValuePair<string, object>(key, value));
        }
    }

    /// <summary>Gives a key a value, at the place where it is, or else at the end.</summary>
    public void Set(string key, object value)
    {
        var index = _entries.FindIndex(entry => entry.Key == key);
        if (index < 0)
        {
            Add(key, value);
        }
        else
        {
            _entries[index] = new KeyValuePair<string, object>(key, value);
        }
    }

    /// <summary>Adds the entries of another mapping.</summary>
    public YamlMap With(IEnumerable<KeyValuePair<string, object>> entries)
    {
        _entries.AddRange(entries);
        return this;
    }

    public IEnumerator<KeyValuePair<string, object>> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
