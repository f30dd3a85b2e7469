using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;

namespace CloudNative.Sdk.Discovery.Resolution;

/// <summary>Puts the resolution behind all handlers of every client: what retries stands before it.</summary>
/// <remarks>Not ConfigureHttpClientDefaults: its handlers stand before those that a client adds, and a retry would then never leave a dead instance.</remarks>
internal sealed class ResolvingHandlerFilter(IServiceProvider services) : IHttpMessageHandlerBuilderFilter
{
    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        next(builder);

        // Not before a client is made: a source may take the factory of clients itself.
        var directory = services.GetRequiredService<ServiceDirectory>();
        builder.AdditionalHandlers.Add(new ResolvingHandler(directory, directory.Of(builder.Name ?? string.Empty)));
    };
}
