using System.Text;
using CloudNative.Sdk.Core.Ops.Page;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CloudNative.Sdk.Core.Ops;

/// <summary>Shows browsers the page, and everybody else the paths of the ops server.</summary>
internal sealed class IndexEndpoint(IServiceProvider services) : IOpsEndpoint
{
    public const string IndexPath = "/";

    public string Path => IndexPath;

    public string Description => "The page for people, where HTML is asked for; else this list.";

    public Task GetAsync(HttpContext context)
    {
        // Resolved here, since this endpoint is one of them.
        var endpoints = services.GetServices<IOpsEndpoint>().OrderBy(endpoint => endpoint.Path, StringComparer.Ordinal).ToArray();
        context.Response.Headers.Vary = "Accept";
        if (OpsPage.IsWanted(context.Request))
        {
            return services.GetRequiredService<OpsPage>().WriteAsync(context, endpoints);
        }

        var identity = services.GetRequiredService<ServiceIdentity>();
        var width = endpoints.Max(endpoint => endpoint.Path.Length) + 2;
        var text = new StringBuilder().Append(identity.Name).Append(' ').Append(identity.Version).Append("\n\n");
        foreach (var endpoint in endpoints)
        {
            text.Append(endpoint.Path.PadRight(width)).Append(endpoint.Description).Append('\n');
        }

        return OpsResponse.WriteTextAsync(context, text.ToString());
    }
}
