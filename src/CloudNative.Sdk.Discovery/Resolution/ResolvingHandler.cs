using CloudNative.Sdk.Core;

namespace CloudNative.Sdk.Discovery.Resolution;

/// <summary>Sends each request to an instance, and gives the request its own URI back afterwards, so that another attempt picks anew.</summary>
internal sealed class ResolvingHandler(ServiceResolver resolver) : DelegatingHandler
{
    /// <summary>Whether an answer has come through: until then .NET may hand a request to another thread before its span begins.</summary>
    private bool _isWarm;

    /// <summary>Whether nothing behind this handler waits before it sends; null until the first request, when the chain stands.</summary>
    private bool? _isDirect;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is not { IsAbsoluteUri: true } logical || !resolver.TryResolve(logical, out var instance))
        {
            return base.SendAsync(request, cancellationToken);
        }

        request.RequestUri = instance;
        Task<HttpResponseMessage> answer;
        using (LogicalCall.Begin(logical, instance, flows: !_isWarm || !(_isDirect ??= DirectChain.IsOf(InnerHandler))))
        {
            try
            {
                answer = base.SendAsync(request, cancellationToken);
            }
            catch
            {
                request.RequestUri = logical;
                throw;
            }
        }

        if (!answer.IsCompleted)
        {
            return RestoreAsync(answer, request, logical);
        }

        request.RequestUri = logical;
        return answer;
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is not { IsAbsoluteUri: true } logical || !resolver.TryResolve(logical, out var instance))
        {
            return base.Send(request, cancellationToken);
        }

        request.RequestUri = instance;
        using var call = LogicalCall.Begin(logical, instance, flows: false);
        try
        {
            return base.Send(request, cancellationToken);
        }
        finally
        {
            request.RequestUri = logical;
        }
    }

    private async Task<HttpResponseMessage> RestoreAsync(Task<HttpResponseMessage> answer, HttpRequestMessage request, Uri logical)
    {
        try
        {
            var response = await answer.ConfigureAwait(false);
            _isWarm = true;
            return response;
        }
        finally
        {
            request.RequestUri = logical;
        }
    }
}
