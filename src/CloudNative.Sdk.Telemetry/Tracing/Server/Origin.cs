using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace CloudNative.Sdk.Telemetry.Tracing.Server;

/// <summary>Finds the endpoint that a request came by, where an error page has been sent through the pipeline in its place.</summary>
internal static class Origin
{
    private const string Property = "CloudNative.Origin";

    /// <summary>Where .NET keeps the endpoint that it has taken from a request, to send it through the pipeline again.</summary>
    private const string Replaced = "__OriginalEndpoint";

    /// <summary>Remembers the endpoint as a status code page is matched: .NET takes its feature away before the request ends.</summary>
    public static void Remember(HttpContext context)
    {
        if (context.Features.Get<IStatusCodeReExecuteFeature>() is { } page && context.Features.Get<IHttpActivityFeature>()?.Activity is { } span)
        {
            span.SetCustomProperty(Property, page);
        }
    }

    /// <summary>Gets the endpoint, or null where none matched.</summary>
    public static Endpoint? EndpointOf(Activity span, HttpContext context, IExceptionHandlerFeature? failure)
    {
        if (failure is not null)
        {
            return failure.Endpoint;
        }

        return span.GetCustomProperty(Property) is IStatusCodeReExecuteFeature page ? page.Endpoint : context.GetEndpoint() ?? ReplacedOf(context);
    }

    /// <remarks>By the feature: the property of the context would make the items where there are none.</remarks>
    private static Endpoint? ReplacedOf(HttpContext context) =>
        context.Features.Get<IItemsFeature>() is { } items && items.Items.TryGetValue(Replaced, out var endpoint) ? endpoint as Endpoint : null;
}
