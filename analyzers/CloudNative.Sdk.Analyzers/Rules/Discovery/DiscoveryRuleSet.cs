using CloudNative.Sdk.Analyzers.Engine;

namespace CloudNative.Sdk.Analyzers.Rules.Discovery;

/// <summary>CNS5xxx.</summary>
internal static class DiscoveryRuleSet
{
    public static Rule[] Create() => [new LiteralAddressRule()];
}
