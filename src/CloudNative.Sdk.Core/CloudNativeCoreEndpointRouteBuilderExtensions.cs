using CloudNative.Sdk.Core;
using CloudNative.Sdk.Core.Ops;
using CloudNative.Sdk.Tracing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Serves the ops endpoints on the application's own port.</summary>
public static class CloudNativeCoreEndpointRouteBuilderExtensions
{
    private const string BelowValue = "below";
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "DELETE"];

    /// <summary>
    /// Maps the ops endpoints, without their index, onto the application's port. Only for platforms that allow one port: whoever reaches the application then
    /// reaches the ops endpoints too. Set <c>CloudNative:Ops:Enabled</c> to false where the separate server is not wanted at all.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <returns>A builder for all of them.</returns>
    /// <remarks>Unless the returned builder puts a policy on them (<c>RequireAuthorization()</c>), they need no authorization and end the pipeline at routing. They appear neither in the request metrics nor in the traces.</remarks>
    public static IEndpointConventionBuilder MapCloudNative(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var dispatcher = endpoints.ServiceProvider.GetService<OpsDispatcher>()
            ?? throw new InvalidOperationException("MapCloudNative() needs the services of AddCloudNative(). Call builder.AddCloudNative() before builder.Build().");
        var group = endpoints.MapGroup(string.Empty);
        foreach (var endpoint in endpoints.ServiceProvider.GetServices<IOpsEndpoint>().Where(endpoint => endpoint.Path != IndexEndpoint.IndexPath))
        {
            group.MapMethods(endpoint.IncludesSubPaths ? $"{endpoint.Path}/{{**{BelowValue}}}" : endpoint.Path, Methods, context => ServeAsync(dispatcher, endpoint, context))
                .WithDisplayName($"ops {endpoint.Path}")

                // By this the tracing knows it where a policy answers in its place.
                .WithMetadata(endpoint)
                .DisableHttpMetrics();
        }

        ((IEndpointConventionBuilder)group).Finally(OpenUnlessProtected);
        return group;
    }

    /// <summary>Lets anybody in and ends the pipeline at routing, unless the application has put a policy on the endpoint, which then runs as for any other.</summary>
    private static void OpenUnlessProtected(EndpointBuilder endpoint)
    {
        if (!endpoint.Metadata.Any(metadata => metadata is IAuthorizeData or AuthorizationPolicy or ICorsMetadata))
        {
            endpoint.Metadata.Add(new AllowAnonymousAttribute());
            ShortCircuit.Apply(endpoint);
        }
    }

    /// <summary>Applies the framework's <c>ShortCircuit()</c> to an endpoint that is already complete.</summary>
    private sealed class ShortCircuit : IEndpointConventionBuilder
    {
        private Action<EndpointBuilder>? _convention;

        public static void Apply(EndpointBuilder endpoint)
        {
            var capture = new ShortCircuit();
            capture.ShortCircuit();
            capture._convention?.Invoke(endpoint);
        }

        public void Add(Action<EndpointBuilder> convention) => _convention = convention;
    }

    private static Task ServeAsync(OpsDispatcher dispatcher, IOpsEndpoint endpoint, HttpContext context)
    {
        OpsSpan.Exclude(context);
        OpsHeaders.Apply(context.Response);
        if (endpoint.IncludesSubPaths)
        {
            var below = context.GetRouteValue(BelowValue) as string;
            SubPath.Enter(context.Request, string.IsNullOrEmpty(below) ? 0 : below.Length + 1);
        }

        return dispatcher.DispatchAsync(endpoint, context);
    }
}
