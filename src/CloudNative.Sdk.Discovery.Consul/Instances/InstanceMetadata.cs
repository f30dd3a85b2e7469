namespace CloudNative.Sdk.Discovery.Consul.Instances;

/// <summary>Puts metadata and tags of an instance together.</summary>
internal static class InstanceMetadata
{
    public const string TagPrefix = "tag.";

    /// <summary>
    /// Gets the metadata of the service; a tag <c>key=value</c> counts as metadata where these do not have the key, and any other tag <c>blue</c> as
    /// <c>tag.blue</c> = <c>true</c>.
    /// </summary>
    public static Dictionary<string, string> Of(HealthEntry.ServiceEntry service)
    {
        var metadata = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in service.Meta ?? new Dictionary<string, string?>())
        {
            metadata[key] = value ?? string.Empty;
        }

        foreach (var tag in service.Tags ?? [])
        {
            if (tag is not { Length: > 0 })
            {
                continue;
            }

            var equals = tag.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
            {
                metadata.TryAdd(tag[..equals], tag[(equals + 1)..]);
            }
            else
            {
                metadata[TagPrefix + tag] = "true";
            }
        }

        return metadata;
    }

    /// <summary>Gets what the metadata say of TLS: <c>scheme</c>, or <c>secure</c> as other libraries write it; null where they say nothing.</summary>
    public static string? SchemeOf(Dictionary<string, string> metadata)
    {
        if (metadata.TryGetValue("scheme", out var scheme) && scheme.ToLowerInvariant() is "http" or "https")
        {
            return scheme.ToLowerInvariant();
        }

        return metadata.TryGetValue("secure", out var secure) && bool.TryParse(secure, out var isSecure) ? (isSecure ? "https" : "http") : null;
    }
}
