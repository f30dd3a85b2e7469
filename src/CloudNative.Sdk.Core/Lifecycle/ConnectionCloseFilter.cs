using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace CloudNative.Sdk.Core.Lifecycle;

/// <summary>
/// While the service drains, each HTTP/1.1 answer asks the client to close the connection (RFC 9112, section 9.6), so that keep-alive clients have
/// moved to another instance before the listener closes. HTTP/2 connections are told by Kestrel's GOAWAY.
/// </summary>
internal sealed class ConnectionCloseFilter(IServiceLifecycle lifecycle) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(following => context =>
        {
            if (lifecycle.State >= ServiceState.Draining)
            {
                CloseAfter(context);
            }

            return following(context);
        });
        next(app);
    };

    private static void CloseAfter(HttpContext context)
    {
        if (HttpProtocol.IsHttp11(context.Request.Protocol) || HttpProtocol.IsHttp10(context.Request.Protocol))
        {
            context.Response.Headers.Connection = "close";
        }
    }
}
