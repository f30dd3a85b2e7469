using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.KeyPerFile;
using Microsoft.Extensions.Configuration.Memory;

namespace CloudNative.Sdk.Core.Ops.Configuration;

/// <summary>Names the providers of a configuration.</summary>
internal static class Origins
{
    public const string Environment = "environment variable";

    /// <summary>The file in which .NET keeps the secrets of a developer.</summary>
    private const string UserSecretsFile = "secrets.json";

    /// <summary>Gets the providers, the one that counts most first; a configuration within the configuration is taken apart.</summary>
    public static IEnumerable<(IConfigurationProvider Provider, Origin Origin)> Of(IConfiguration configuration)
    {
        if (configuration is not IConfigurationRoot root)
        {
            yield break;
        }

        foreach (var provider in root.Providers.Reverse())
        {
            if (provider is ChainedConfigurationProvider { Configuration: IConfigurationRoot inner })
            {
                foreach (var found in Of(inner))
                {
                    yield return found;
                }
            }
            else
            {
                yield return (provider, Of(provider));
            }
        }
    }

    private static Origin Of(IConfigurationProvider provider) => provider switch
    {
        FileConfigurationProvider { Source.Path: UserSecretsFile } => new("user secrets", HoldsSecrets: true),
        FileConfigurationProvider { Source.Path: { Length: > 0 } path } => new(path, HoldsSecrets: false),
        EnvironmentVariablesConfigurationProvider => new(Environment, HoldsSecrets: false),
        CommandLineConfigurationProvider => new("command line", HoldsSecrets: false),
        MemoryConfigurationProvider => new("code", HoldsSecrets: false),

        // Orchestrators put secrets into folders as files.
        KeyPerFileConfigurationProvider => new("files of a folder", HoldsSecrets: true),
        _ => new(NameOf(provider.GetType().Name), HoldsSecrets: false),
    };

    private static string NameOf(string type)
    {
        foreach (var end in (ReadOnlySpan<string>)["ConfigurationProvider", "Provider"])
        {
            if (type.Length > end.Length && type.EndsWith(end, StringComparison.Ordinal))
            {
                return type[..^end.Length];
            }
        }

        return type;
    }
}
