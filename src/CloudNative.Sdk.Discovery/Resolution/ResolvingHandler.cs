using CloudNative.Sdk.Core;
using CloudNative.Sdk.Discovery.Balancing;

namespace CloudNative.Sdk.Discovery.Resolution;

/// <summary>Sends each request to an instance, and gives the request its own URI back afterwards, so that another attempt picks anew.</summary>
internal sealed class ResolvingHandler(ServiceDirectory directory, ClientRoutes routes) : DelegatingHandler
{
    /// <summary>Whether an answer has come through: until then .NET may hand a request to another thread before its span begins.</summary>
    private bool _isWarm;

    /// <summary>Whether nothing behind this handler waits before it sends; null until the first request, when the chain stands.</summary>
    private bool? _isDirect;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is not { IsAbsoluteUri: true } logical || routes.Find(logical, out var path) is not { } route)
        {
            return base.SendAsync(request, cancellationToken);
        }

        var tried = TriedInstances.Of(request);
        return route.Pick(request, tried, out var started) is { } instance
            ? SendToAsync(request, new Call(route.Watch, instance, logical, started), instance.UriOf(path), tried, cancellationToken)
            : WaitAndSendAsync(request, route, tried, cancellationToken);
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is not { IsAbsoluteUri: true } logical || routes.Find(logical, out _) is not { } route)
        {
            return base.Send(request, cancellationToken);
        }

        var tried = TriedInstances.Of(request);
        if (Pick(route, request, tried, cancellationToken) is not var (instance, started))
        {
            PassOn(request, route);
            return base.Send(request, cancellationToken);
        }

        routes.Find(logical, out var path);
        var uri = instance.UriOf(path);
        var call = new Call(route.Watch, instance, logical, started);
        call.Begin(request, uri, tried);
        using var names = LogicalCall.Begin(logical, uri, flows: false);
        try
        {
            var response = base.Send(request, cancellationToken);
            call.End(request, response);
            return response;
        }
        catch (Exception exception)
        {
            call.End(request, exception, cancellationToken);
            throw;
        }
    }

    private static void PassOn(HttpRequestMessage request, Route route)
    {
        // https+http://name is no address: the first scheme is taken.
        if (route.Watch.Query is { IsExplicit: true } query)
        {
            request.RequestUri = new UriBuilder(request.RequestUri!) { Scheme = query.Schemes[0] }.Uri;
        }
    }

    /// <remarks>A synchronous call may not be waited for in any other way than by blocking its thread.</remarks>
    private (Instance Instance, long Started)? Pick(Route route, HttpRequestMessage request, TriedInstances? tried, CancellationToken cancellationToken) =>
        route.Pick(request, tried, out var started) is { } instance
            ? (instance, started)
            : directory.WaitAsync(route, request, tried, cancellationToken).AsTask().GetAwaiter().GetResult();

    private async Task<HttpResponseMessage> WaitAndSendAsync(HttpRequestMessage request, Route route, TriedInstances? tried, CancellationToken cancellationToken)
    {
        if (await directory.WaitAsync(route, request, tried, cancellationToken).ConfigureAwait(false) is not var (instance, started))
        {
            PassOn(request, route);
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        var logical = request.RequestUri!;
        routes.Find(logical, out var path);
        return await SendToAsync(request, new Call(route.Watch, instance, logical, started), instance.UriOf(path), tried, cancellationToken).ConfigureAwait(false);
    }

    private Task<HttpResponseMessage> SendToAsync(HttpRequestMessage request, Call call, Uri uri, TriedInstances? tried, CancellationToken cancellationToken)
    {
        call.Begin(request, uri, tried);
        Task<HttpResponseMessage> answer;
        using (LogicalCall.Begin(call.Logical, uri, flows: !_isWarm || !(_isDirect ??= DirectChain.IsOf(InnerHandler))))
        {
            try
            {
                answer = base.SendAsync(request, cancellationToken);
            }
            catch (Exception exception)
            {
                call.End(request, exception, cancellationToken);
                throw;
            }
        }

        if (!answer.IsCompletedSuccessfully)
        {
            return EndAsync(answer, request, call, cancellationToken);
        }

        // It is completed: this does not wait.
        call.End(request, answer.GetAwaiter().GetResult());
        return answer;
    }

    private async Task<HttpResponseMessage> EndAsync(Task<HttpResponseMessage> answer, HttpRequestMessage request, Call call, CancellationToken cancellationToken)
    {
        try
        {
            var response = await answer.ConfigureAwait(false);
            _isWarm = true;
            call.End(request, response);
            return response;
        }
        catch (Exception exception)
        {
            call.End(request, exception, cancellationToken);
            throw;
        }
    }
}
