using CloudNative.Sdk.Analyzers.Engine;

namespace CloudNative.Sdk.Analyzers.Rules.Resiliency;

/// <summary>CNS4xxx.</summary>
internal static class ResiliencyRuleSet
{
    public static Rule[] Create() =>
    [
        new AckAfterFailureRule(), new AmbientTokenRule(), new AsyncDelegateRule(), new ClientPerCallRule(), new FireAndForgetRule(), new FlattenedExceptionRule(),
        new LongLivedClientRule(), new NestedRetryRule(), new RetryLoopRule(), new RetryWithoutJitterRule(), new SwallowedFailureRule(), new UnboundedQueueRule(),
        new UnlimitedCallRule(), new UnsafeRetryRule(),
    ];
}
