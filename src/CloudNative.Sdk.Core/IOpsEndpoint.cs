using Microsoft.AspNetCore.Http;

namespace CloudNative.Sdk.Core;

/// <summary>Serves one path of the ops server; a feature registers it with <c>services.AddCloudNativeOpsEndpoint&lt;T&gt;()</c>.</summary>
/// <remarks>
/// Requests are served concurrently and without routing, authentication or middleware. They appear neither in the request metrics nor in the
/// traces of the service. <see cref="HttpContext.RequestServices"/> is not set: an endpoint takes what it needs through its constructor.
/// </remarks>
public interface IOpsEndpoint
{
    /// <summary>Gets the path.</summary>
    /// <value>An absolute path in lower case, as <c>/healthz/live</c>. One path belongs to one endpoint.</value>
    string Path { get; }

    /// <summary>Gets whether everything below <see cref="Path"/> belongs to this endpoint too, unless another endpoint has exactly that path.</summary>
    /// <value>
    /// The default is <see langword="false"/>. When <see langword="true"/>, the request's <see cref="HttpRequest.Path"/> is what follows <see cref="Path"/>
    /// (<c>/Shop.Orders</c> of <c>/loggers/Shop.Orders</c>, empty for the path itself), and <see cref="HttpRequest.PathBase"/> is what precedes it.
    /// </value>
    bool IncludesSubPaths => false;

    /// <summary>Gets what the path shows, for the index and the page at <c>/</c>.</summary>
    /// <value>One sentence.</value>
    string Description { get; }

    /// <summary>Answers a GET or HEAD request.</summary>
    /// <param name="context">The request and its response.</param>
    Task GetAsync(HttpContext context);

    /// <summary>Answers a POST, PUT or DELETE request, which arrives only where <see cref="OpsOptions.AllowChanges"/> is true.</summary>
    /// <param name="context">The request and its response.</param>
    /// <remarks>By default the answer is 405: the endpoint can only be read.</remarks>
    Task ChangeAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        context.Response.Headers.Allow = "GET, HEAD";
        return Task.CompletedTask;
    }
}
