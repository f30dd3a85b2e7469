using System.Reflection;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Logs.Pipeline;

/// <summary>The names of a logger provider as log filters use them: its alias and its full type name.</summary>
internal static class ProviderNames
{
    public static bool IsAmong(ILoggerProvider provider, IEnumerable<string> names)
    {
        var type = provider.GetType();
        var alias = type.GetCustomAttribute<ProviderAliasAttribute>(inherit: false)?.Alias;
        return names.Any(name => string.Equals(name, alias, StringComparison.OrdinalIgnoreCase) || string.Equals(name, type.FullName, StringComparison.OrdinalIgnoreCase));
    }
}
