using CloudNative.Sdk.Analyzers.Engine;

namespace CloudNative.Sdk.Analyzers.Rules.Logging;

/// <summary>CNS6xxx.</summary>
internal static class LoggingRuleSet
{
    public static Rule[] Create() => [new MissingExceptionRule(), new QuietFailureRule(), new SensitiveLogRule()];
}
