using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace CloudNative.Sdk.Discovery.Consul.Registration;

/// <summary>Reads keys of Steeltoe where our own are absent, and remembers which were of use.</summary>
/// <param name="configuration">The configuration.</param>
/// <param name="section">The section of our own keys.</param>
internal sealed class SteeltoeReader(IConfiguration configuration, string section)
{
    /// <summary>Gets the keys that were of use.</summary>
    public HashSet<string> Taken { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets whether the section is that of Steeltoe, and its use of Consul is not switched off.</summary>
    public bool IsMeant =>
        (configuration["Consul:Host"] ?? configuration["Consul:Port"] ?? configuration["Consul:Scheme"]) is { Length: > 0 } || configuration.GetSection("Consul:Discovery").Exists()
            ? !bool.TryParse(configuration["Consul:Discovery:Enabled"], out var enabled) || enabled
            : false;

    /// <summary>Gets whether our own configuration states a key.</summary>
    public bool IsSet(string own) => configuration.GetSection($"{section}:{own}").Exists();

    /// <summary>Reads a text whatever our own configuration states.</summary>
    public string? Text(string key)
    {
        if (configuration[key] is not { } text || string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        Taken.Add(key);
        return text.Trim();
    }

    public void Take(string key, string own, Action<string> set)
    {
        if (!IsSet(own) && Text(key) is { } text)
        {
            set(text);
        }
    }

    public void TakeBoolean(string key, string own, Action<bool> set)
    {
        if (!IsSet(own) && bool.TryParse(configuration[key], out var value))
        {
            Taken.Add(key);
            set(value);
        }
    }

    /// <summary>Takes a switch that stands as it is here anyway.</summary>
    public void TakeIf(string key, bool value)
    {
        if (bool.TryParse(configuration[key], out var stated) && stated == value)
        {
            Taken.Add(key);
        }
    }

    public void TakeWholeNumber(string key, string own, Action<int> set)
    {
        if (!IsSet(own) && int.TryParse(configuration[key], NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0)
        {
            Taken.Add(key);
            set(value);
        }
    }

    public void TakeDuration(string key, string own, Action<TimeSpan> set, string unit = "")
    {
        if (!IsSet(own) && configuration[key] is { } text && SteeltoeDuration.TryParse(text.Trim() + unit, out var value))
        {
            Taken.Add(key);
            set(value);
        }
    }

    public void TakeList(string key, string own, Action<string> add) => TakeMap(key, own, (_, text) => add(text));

    public void TakeMap(string key, string own, Action<string, string> add)
    {
        if (IsSet(own))
        {
            return;
        }

        foreach (var child in configuration.GetSection(key).GetChildren())
        {
            if (Text(child.Path) is { } text)
            {
                add(child.Key, text);
            }
        }
    }
}
