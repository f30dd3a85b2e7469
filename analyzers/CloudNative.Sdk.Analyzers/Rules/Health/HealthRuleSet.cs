using CloudNative.Sdk.Analyzers.Engine;

namespace CloudNative.Sdk.Analyzers.Rules.Health;

/// <summary>CNS1xxx.</summary>
internal static class HealthRuleSet
{
    public static Rule[] Create() => [new RemoteLivenessRule(), new ConstantProbeRule(), new HiddenFailureRule(), new IgnoredTokenRule(), new UnreachableChecksRule(), new DevelopmentProbesRule()];
}
