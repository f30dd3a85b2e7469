using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Core.Ops;

/// <summary>Hands a request to an endpoint by its method, and refuses changes where they are not allowed.</summary>
internal sealed class OpsDispatcher(IOptions<OpsOptions> options)
{
    public Task DispatchAsync(IOpsEndpoint endpoint, HttpContext context)
    {
        var method = context.Request.Method;
        if (HttpMethods.IsGet(method) || HttpMethods.IsHead(method))
        {
            return endpoint.GetAsync(context);
        }

        if (!HttpMethods.IsPost(method) && !HttpMethods.IsPut(method) && !HttpMethods.IsDelete(method))
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            context.Response.Headers.Allow = "GET, HEAD, POST, PUT, DELETE";
            return Task.CompletedTask;
        }

        if (!options.Value.AllowChanges)
        {
            return RefuseAsync(context, "Changes are not allowed here. Set CloudNative:Ops:AllowChanges to true to allow them.\n");
        }

        return RequestOrigin.IsOwn(context.Request)
            ? endpoint.ChangeAsync(context)
            : RefuseAsync(context, $"Changes from pages of another origin are not allowed: the header Origin must name '{context.Request.Host}'. Leave it out, as curl does.\n");
    }

    private static Task RefuseAsync(HttpContext context, string reason)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return OpsResponse.WriteTextAsync(context, reason);
    }
}
