using CloudNative.Sdk.Analyzers.Engine;

namespace CloudNative.Sdk.Analyzers.Rules.Resiliency;

/// <summary>CNS4xxx.</summary>
internal static class ResiliencyRuleSet
{
    public static Rule[] Create() =>
    [
        new AckAfterFailureRule(), new AsyncDelegateRule(), new ClientPerCallRule(), new FireAndForgetRule(), new FlattenedExceptionRule(),
        new LongLivedClientRule(), new RetryLoopRule(), new RetryWithoutJitterRule(), new SwallowedFailureRule(), new UnboundedQueueRule(),
    ];
}
