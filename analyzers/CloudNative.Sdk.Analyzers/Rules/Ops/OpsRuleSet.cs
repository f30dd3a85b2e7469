using CloudNative.Sdk.Analyzers.Engine;

namespace CloudNative.Sdk.Analyzers.Rules.Ops;

/// <summary>CNS2xxx.</summary>
internal static class OpsRuleSet
{
    public static Rule[] Create() =>
    [
        new UnwatchedLoopRule(), new UncaughtFailureRule(), new ProcessExitRule(), new SecretLiteralRule(),
        new ConsoleOutputRule(), new EnvironmentReadRule(), new LocalFileRule(), new ProcessLocalStoreRule(), new WallClockRule(), new UnpassedTokenRule(),
    ];
}
