using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Resiliency.Inbound;

/// <summary>Puts the limit before everything of the application. The ops server has a pipeline of its own, which this never sees.</summary>
internal sealed class InboundFilter(IServiceProvider services, IOptions<InboundOptions> options) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        if (options.Value is { Enabled: true } inbound)
        {
            var limiter = services.GetRequiredService<InboundLimiter>();
            var priorities = new RequestPriorities(services.GetRequiredService<EndpointPriorities>(), inbound.TrustPriorityHeader);
            app.Use(following => new InboundMiddleware(following, limiter, priorities).InvokeAsync);
        }

        next(app);
    };
}
