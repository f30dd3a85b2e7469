using System.Reflection;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Logs.Levels;

/// <summary>The two names by which a rule may mean a provider: that of its class, and its alias.</summary>
internal sealed record LogProvider(string Name, string? Alias)
{
    public string ShortName => Alias ?? Name[(Name.LastIndexOf('.') + 1)..];

    public static LogProvider Of(ILoggerProvider provider)
    {
        var type = provider.GetType();
        return new LogProvider(type.FullName ?? type.Name, type.GetCustomAttribute<ProviderAliasAttribute>(inherit: false)?.Alias);
    }

    public bool IsMeantBy(LoggerFilterRule rule) => rule.ProviderName is null || rule.ProviderName == Name || rule.ProviderName == Alias;
}
