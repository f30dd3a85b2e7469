using CloudNative.Sdk.Analyzers.Engine;

namespace CloudNative.Sdk.Analyzers.Rules.Telemetry;

/// <summary>CNS3xxx.</summary>
internal static class TelemetryRuleSet
{
    public static Rule[] Create() =>
    [
        new InstrumentNameRule(),
        new BareInstrumentRule(),
        new UnitCodeRule(),
        new UnitMismatchRule(),
        new UnboundedTagRule(),
        new TagDriftRule(),
        new LopsidedTagsRule(),
        new PerCallCreationRule(),
        new NegativeCounterRule(),
        new DoubleDefinitionRule(),
        new UncollectedRule(),
        new UndisposedActivityRule(),
        new UnboundedSpanNameRule(),
        new SpanFailureRule(),
        new SuccessOnlyDurationRule(),
        new BaselineRule(),
    ];
}
