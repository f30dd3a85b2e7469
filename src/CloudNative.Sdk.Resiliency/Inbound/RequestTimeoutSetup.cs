using CloudNative.Sdk.Options;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Resiliency.Inbound;

/// <summary>Makes the configured time limit the default of ASP.NET Core's request timeouts, unless the application has set one.</summary>
internal sealed class RequestTimeoutSetup(IOptions<InboundOptions> options) : IPostConfigureOptions<RequestTimeoutOptions>
{
    public void PostConfigure(string? name, RequestTimeoutOptions timeouts)
    {
        if (options.ValueOrNull()?.RequestTimeout is { } limit)
        {
            timeouts.DefaultPolicy ??= new RequestTimeoutPolicy { Timeout = limit, TimeoutStatusCode = StatusCodes.Status504GatewayTimeout };
        }
    }
}
