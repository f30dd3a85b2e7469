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
            ? SendToAsync(request, Call.To(instance, logical, path, started), tried, cancellationToken)
            : WaitAndSendAsync(request, route, tried, cancellationToken);
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is not { IsAbsoluteUri: true } logical || routes.Find(logical, out var path) is not { } route)
        {
            return base.Send(request, cancellationToken);
        }

        var tried = TriedInstances.Of(request);
        if (Pick(route, request, tried, cancellationToken) is not var (instance, started))
        {
            request.RequestUri = PassedOn(logical, route);
            try
            {
                return base.Send(request, cancellationToken);
            }
            finally
            {
                request.RequestUri = logical;
            }
        }

        var call = Call.To(instance, logical, path, started);
        using var names = LogicalCall.Begin(logical, call.Sent, flows: false);
        try
        {
            call.Begin(request, tried);
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

    /// <summary>https+http://name is no address: the first scheme is taken.</summary>
    private static Uri PassedOn(Uri logical, Route route) =>
        route.Watch.Query is { IsExplicit: true } query ? new UriBuilder(logical) { Scheme = query.Schemes[0] }.Uri : logical;

    /// <remarks>A synchronous call may not be waited for in any other way than by blocking its thread.</remarks>
    private (Instance Instance, long Started)? Pick(Route route, HttpRequestMessage request, TriedInstances? tried, CancellationToken cancellationToken) =>
        route.Pick(request, tried, out var started) is { } instance
            ? (instance, started)
            : directory.WaitAsync(route, request, tried, cancellationToken).AsTask().GetAwaiter().GetResult();

    private async Task<HttpResponseMessage> WaitAndSendAsync(HttpRequestMessage request, Route route, TriedInstances? tried, CancellationToken cancellationToken)
    {
        var logical = request.RequestUri!;
        if (await directory.WaitAsync(route, request, tried, cancellationToken).ConfigureAwait(false) is not var (instance, started))
        {
            request.RequestUri = PassedOn(logical, route);
            try
            {
                return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            }
            catch (HttpRequestException exception) when (exception.HttpRequestError == HttpRequestError.NameResolutionError && route.Watch.State is null or { HasFailed: true })
            {
                // No ordinary host either: the source that does not answer is what its caller must learn of.
                throw directory.NoAnswer(route, exception);
            }
            finally
            {
                request.RequestUri = logical;
            }
        }

        routes.Find(logical, out var path);
        return await SendToAsync(request, Call.To(instance, logical, path, started), tried, cancellationToken).ConfigureAwait(false);
    }

    private Task<HttpResponseMessage> SendToAsync(HttpRequestMessage request, Call call, TriedInstances? tried, CancellationToken cancellationToken)
    {
        Task<HttpResponseMessage> answer;
        using (LogicalCall.Begin(call.Logical, call.Sent, flows: !_isWarm || !(_isDirect ??= DirectChain.IsOf(InnerHandler))))
        {
            try
            {
                call.Begin(request, tried);
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
