using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace CloudNative.Sdk.Core.Identity;

/// <summary>Where the values of an identity come from.</summary>
internal sealed class IdentitySources(IConfiguration configuration, Assembly? assembly)
{
    private readonly Dictionary<string, string> _attributes = ParseAttributes(configuration["OTEL_RESOURCE_ATTRIBUTES"]);

    private readonly Dictionary<string, string> _metadata = (assembly?.GetCustomAttributes<AssemblyMetadataAttribute>() ?? [])
        .Where(metadata => metadata.Value is { Length: > 0 })
        .GroupBy(metadata => metadata.Key, metadata => metadata.Value!, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);

    /// <summary>Gets the informational version: <c>1.4.2+4f1c2ab…</c>.</summary>
    public string? InformationalVersion { get; } = assembly?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;

    /// <summary>Gets the first variable that has a value.</summary>
    public string? Variable(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (configuration[name] is { Length: > 0 } value)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>Gets the first resource attribute that has a value.</summary>
    public string? Attribute(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (_attributes.TryGetValue(name, out var value))
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>Gets what the build wrote into the assembly.</summary>
    public string? Metadata(string key) => _metadata.GetValueOrDefault(key);

    /// <summary>Reads <c>key=value,key=value</c> with percent-encoding; a malformed pair is passed over, as the specification asks.</summary>
    private static Dictionary<string, string> ParseAttributes(string? text)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in (text ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && pair[(equals + 1)..].Trim() is { Length: > 0 } value)
            {
                attributes[pair[..equals].Trim()] = Uri.UnescapeDataString(value);
            }
        }

        return attributes;
    }
}
