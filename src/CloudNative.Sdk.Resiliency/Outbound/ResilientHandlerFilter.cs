using Microsoft.Extensions.Http;

namespace CloudNative.Sdk.Resiliency.Outbound;

/// <summary>Puts the policy before all handlers of every client, so that each attempt passes them: a token may be new by then.</summary>
internal sealed class ResilientHandlerFilter(CallRegistry registry, FallbackHooks fallbacks) : IHttpMessageHandlerBuilderFilter
{
    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        next(builder);
        builder.AdditionalHandlers.Insert(0, new ResilienceHandler(registry.Of(builder.Name ?? string.Empty), fallbacks, registry.Time));
    };
}
