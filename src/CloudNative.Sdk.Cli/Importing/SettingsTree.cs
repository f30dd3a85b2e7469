using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Cli.Importing;

/// <summary>A settings file under construction: mappings in the order in which their fields were first set.</summary>
internal sealed class SettingsTree
{
    private readonly List<KeyValuePair<string, object>> _fields = [];

    public bool IsEmpty => _fields.Count == 0;

    /// <summary>Sets a field by its path; a second value for it replaces the first.</summary>
    public void Set(object value, params ReadOnlySpan<string> path)
    {
        var index = _fields.FindIndex(Named(path[0]));
        if (path.Length == 1)
        {
            Put(index, path[0], value);
            return;
        }

        if (index < 0 || _fields[index].Value is not SettingsTree)
        {
            Put(index, path[0], new SettingsTree());
            index = index < 0 ? _fields.Count - 1 : index;
        }

        ((SettingsTree)_fields[index].Value).Set(value, path[1..]);
    }

    public YamlMap ToMap() => new YamlMap().With(_fields.Select(field => new KeyValuePair<string, object>(field.Key, field.Value is SettingsTree below ? below.ToMap() : field.Value)));

    private static Predicate<KeyValuePair<string, object>> Named(string name) => field => field.Key == name;

    private void Put(int index, string name, object value)
    {
        var field = new KeyValuePair<string, object>(name, value);
        if (index < 0)
        {
            _fields.Add(field);
        }
        else
        {
            _fields[index] = field;
        }
    }
}
