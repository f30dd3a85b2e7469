using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Abstractions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Core.Ops;

/// <summary>
/// Answers requests of the ops server: one look-up by path, no routing and no middleware. ASP.NET Core's request metrics and activities come from
/// its hosting layer, which is not here, so no request of this server can appear in them.
/// </summary>
internal sealed class OpsApplication : IHttpApplication<DefaultHttpContext>
{
    private readonly Lazy<Dictionary<string, IOpsEndpoint>> _endpoints;
    private readonly OpsDispatcher _dispatcher;
    private readonly ILogger _logger;
    private readonly bool _isLocal;

    /// <param name="services">The services of the application.</param>
    /// <param name="dispatcher">Hands requests to endpoints.</param>
    /// <param name="logger">The log.</param>
    /// <param name="isLocal">Whether only this machine is to reach the server.</param>
    public OpsApplication(IServiceProvider services, OpsDispatcher dispatcher, ILogger logger, bool isLocal)
    {
        // With the first request: half of the SDK hangs on them, and the application's server need not wait for it.
        _endpoints = new(() => ByPath(services.GetServices<IOpsEndpoint>()));
        _dispatcher = dispatcher;
        _logger = logger;
        _isLocal = isLocal;
    }

    /// <summary>Makes the endpoints, if no request has.</summary>
    /// <exception cref="InvalidOperationException">Two endpoints have one path.</exception>
    public void Prepare() => _ = _endpoints.Value;

    public DefaultHttpContext CreateContext(IFeatureCollection contextFeatures)
    {
        // Kestrel keeps the container with the connection, so a keep-alive probe reuses one context.
        if (contextFeatures is not IHostContextContainer<DefaultHttpContext> container)
        {
            return new DefaultHttpContext(contextFeatures);
        }

        if (container.HostContext is { } context)
        {
            context.Initialize(contextFeatures);
            return context;
        }

        return container.HostContext = new DefaultHttpContext(contextFeatures);
    }

    public Task ProcessRequestAsync(DefaultHttpContext context)
    {
        OpsHeaders.Apply(context.Response);
        Task task;
        try
        {
            task = _isLocal && !LocalName.Is(context.Request.Host) ? RefuseNameAsync(context) : ServeAsync(context);
        }
        catch (Exception exception)
        {
            task = Task.FromException(exception);
        }

        return task.IsCompletedSuccessfully ? task : AwaitAsync(task, context);
    }

    public void DisposeContext(DefaultHttpContext context, Exception? exception) => context.Uninitialize();

    private static Dictionary<string, IOpsEndpoint> ByPath(IEnumerable<IOpsEndpoint> endpoints)
    {
        var byPath = new Dictionary<string, IOpsEndpoint>(StringComparer.Ordinal);
        foreach (var endpoint in endpoints)
        {
            if (!byPath.TryAdd(endpoint.Path, endpoint))
            {
                throw new InvalidOperationException(
                    $"CNS8104: the ops path '{endpoint.Path}' is served by {byPath[endpoint.Path].GetType()} and by {endpoint.GetType()}. Register one of them.");
            }
        }

        return byPath;
    }

    private bool TryFind(string path, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out IOpsEndpoint? endpoint) =>
        _endpoints.Value.TryGetValue(path, out endpoint) || (path is [_, .., '/'] && _endpoints.Value.TryGetValue(path[..^1], out endpoint)) || TryFindAbove(path, out endpoint);

    /// <summary>Finds the nearest endpoint to which everything below its path belongs.</summary>
    private bool TryFindAbove(string path, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out IOpsEndpoint? endpoint)
    {
        for (var end = path.LastIndexOf('/'); end > 0; end = path.LastIndexOf('/', end - 1))
        {
            if (_endpoints.Value.TryGetValue(path[..end], out endpoint) && endpoint.IncludesSubPaths)
            {
                return true;
            }
        }

        endpoint = null;
        return false;
    }

    private Task ServeAsync(DefaultHttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        if (!TryFind(path, out var endpoint))
        {
            return WriteNotFoundAsync(context);
        }

        if (endpoint.IncludesSubPaths)
        {
            SubPath.Enter(context.Request, path.Length - endpoint.Path.Length);
        }

        return _dispatcher.DispatchAsync(endpoint, context);
    }

    private static Task RefuseNameAsync(DefaultHttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
        return OpsResponse.WriteTextAsync(
            context, "This server answers to names of its own machine only, as localhost: the header Host names another. Set CloudNative:Ops:Address to another address than localhost to be reached by other names.\n");
    }

    private static Task WriteFaultAsync(DefaultHttpContext context, int status, string text)
    {
        context.Response.Clear();
        OpsHeaders.Apply(context.Response);
        context.Response.StatusCode = status;
        return OpsResponse.WriteTextAsync(context, text);
    }

    private Task WriteNotFoundAsync(DefaultHttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return OpsResponse.WriteTextAsync(context, $"Nothing here. Paths: {string.Join(' ', _endpoints.Value.Keys.Order(StringComparer.Ordinal))}\n");
    }

    private async Task AwaitAsync(Task task, DefaultHttpContext context)
    {
        try
        {
            await task.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client went away; there is nobody to answer.
        }
        catch (BadHttpRequestException exception) when (!context.Response.HasStarted)
        {
            // The request's fault, as a body that is too large.
            await WriteFaultAsync(context, exception.StatusCode, exception.Message + "\n").ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            _logger.OpsEndpointFailed(exception, context.Request.PathBase + context.Request.Path);
            if (context.Response.HasStarted)
            {
                context.Abort();
                return;
            }

            await WriteFaultAsync(context, StatusCodes.Status500InternalServerError, $"The endpoint failed: {exception.GetType().Name}. The log has the details.\n").ConfigureAwait(false);
        }
    }
}
