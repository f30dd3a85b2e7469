using CloudNative.Sdk.Options;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Resiliency.Chaos;

/// <summary>Puts chaos behind the handlers of every client, before discovery; where nothing asks for it, nothing is put there.</summary>
internal sealed class ChaosHandlerFilter(IServiceProvider services, IOptions<ChaosOptions> options, IConfiguration configuration) : IHttpMessageHandlerBuilderFilter
{
    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) =>
        !ChaosRules.IsWanted(options.ValueOrNull(), configuration) ? next : builder =>
        {
            next(builder);
            builder.AdditionalHandlers.Add(new ChaosHandler(
                builder.Name ?? string.Empty, services.GetRequiredService<ChaosRules>(), services.GetRequiredService<ChaosMetrics>(), services.GetRequiredService<TimeProvider>()));
        };
}
