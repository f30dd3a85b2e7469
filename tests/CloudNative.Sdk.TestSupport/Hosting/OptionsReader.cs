using CloudNative.Sdk.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.TestSupport;

/// <summary>Reads and checks options as a host does, without a host.</summary>
public static class OptionsReader
{
    public static (TOptions Options, ValidateOptionsResult Result) Read<TOptions>(
        OptionsBinding<TOptions> binding, string environment, params (string Key, string Value)[] configuration)
        where TOptions : class, new()
    {
        ArgumentNullException.ThrowIfNull(binding);
        var root = new ConfigurationBuilder()
            .AddInMemoryCollection(configuration.Select(pair => new KeyValuePair<string, string?>(pair.Key, pair.Value)))
            .Build();
        var options = new TOptions();
        binding.Configure(options, root, new HostingEnvironment { EnvironmentName = environment });
        return (options, binding.Validate(options, root));
    }
}
