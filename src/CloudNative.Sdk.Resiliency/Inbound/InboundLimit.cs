using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Resiliency.Inbound;

/// <summary>Finds the limit of requests. A worker, and a service that has switched it off, have none.</summary>
internal sealed class InboundLimit(IServiceProvider services, IOptions<InboundOptions> options)
{
    public InboundLimiter? Limiter => options.Value.Enabled && services.GetService<IServer>() is not null ? services.GetRequiredService<InboundLimiter>() : null;
}
