using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace CloudNative.Sdk.Discovery.Consul.Routing;

/// <summary>Makes configuration out of keys: <c>prefix/catalog/Subsets/green/Weight</c>, or <c>prefix/catalog</c> with an object in JSON.</summary>
internal sealed class RoutingKeys
{
    private const string Root = "CloudNative:Discovery:Services";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Dictionary<string, Dictionary<string, string?>> _services = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _faulty = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _faults = [];

    /// <summary>Gets the settings of each service with their full keys of the configuration.</summary>
    public IReadOnlyDictionary<string, Dictionary<string, string?>> Services => _services;

    /// <summary>Gets what is wrong, each with the key and the rule. The value is not shown.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Reads keys.</summary>
    /// <param name="pairs">The keys.</param>
    /// <param name="prefix">Their prefix, with a slash at its end.</param>
    /// <param name="former">What is kept of a service with a fault.</param>
    public static RoutingKeys Read(IEnumerable<KeyValue> pairs, string prefix, RoutingKeys? former)
    {
        var keys = new RoutingKeys();
        foreach (var pair in pairs)
        {
            // A key with a slash at its end is a folder.
            if (pair.Key.Length > prefix.Length && pair.Key.StartsWith(prefix, StringComparison.Ordinal) && !pair.Key.EndsWith('/'))
            {
                keys.Add(pair, pair.Key[prefix.Length..].Split('/'));
            }
        }

        foreach (var service in keys._faulty)
        {
            keys._services.Remove(service);
            if (former?._services.GetValueOrDefault(service) is { } settings)
            {
                keys._services.Add(service, settings);
            }
        }

        return keys;
    }

    /// <summary>Gets the configuration of all services.</summary>
    public Dictionary<string, string?> ToConfiguration()
    {
        var configuration = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var setting in _services.Values.SelectMany(settings => settings))
        {
            configuration[setting.Key] = setting.Value;
        }

        return configuration;
    }

    private void Add(KeyValue pair, string[] parts)
    {
        if (Array.Exists(parts, part => part.Length == 0 || part.Contains(ConfigurationPath.KeyDelimiter, StringComparison.Ordinal)))
        {
            Fault(pair, parts[0], "must have no empty part and no colon");
            return;
        }

        try
        {
            var text = StrictUtf8.GetString(pair.Value ?? []).Trim();
            var path = $"{Root}:{string.Join(':', parts)}";
            if (text.StartsWith('{'))
            {
                using var document = JsonDocument.Parse(text);
                Flatten(document.RootElement, path, SettingsOf(parts[0]));
            }
            else if (parts.Length == 1)
            {
                Fault(pair, parts[0], "must hold an object in JSON, or have keys below it");
            }
            else
            {
                SettingsOf(parts[0])[path] = text;
            }
        }
        catch (DecoderFallbackException)
        {
            Fault(pair, parts[0], "must hold text in UTF-8");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The second is for text in JSON that is no Unicode: half of a surrogate pair.
            Fault(pair, parts[0], $"must hold valid JSON where it begins with a brace ({exception.Message})");
        }
    }

    private static void Flatten(JsonElement element, string path, Dictionary<string, string?> settings)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    Flatten(property.Value, $"{path}:{property.Name}", settings);
                }

                break;
            case JsonValueKind.Array:
                var index = 0;
                foreach (var item in element.EnumerateArray())
                {
                    Flatten(item, $"{path}:{index++}", settings);
                }

                break;
            case JsonValueKind.Null:
                break;
            default:
                settings[path] = element.ToString();
                break;
        }
    }

    private Dictionary<string, string?> SettingsOf(string service)
    {
        if (!_services.TryGetValue(service, out var settings))
        {
            _services.Add(service, settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase));
        }

        return settings;
    }

    private void Fault(KeyValue pair, string service, string rule)
    {
        _faulty.Add(service);
        _faults.Add($"key '{pair.Key}' {rule}");
    }
}
