using CloudNative.Sdk.Analyzers.Engine;

namespace CloudNative.Sdk.Analyzers.Rules.Telemetry;

/// <summary>CNS3xxx.</summary>
internal static class TelemetryRuleSet
{
    public static Rule[] Create() =>
    [
        new BareInstrumentRule(),
        new NegativeCounterRule(),
        new UndisposedActivityRule(),
        new UnitMismatchRule(),
        new UnboundedTagRule(),
        new TagDriftRule(),
        new LopsidedTagsRule(),
        new DoubleDefinitionRule(),
        new UncollectedRule(),
        new BaselineRule(),
        new UnboundedSpanNameRule(),
    ];
}
