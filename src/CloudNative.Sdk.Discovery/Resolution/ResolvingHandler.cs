namespace CloudNative.Sdk.Discovery.Resolution;

/// <summary>Sends each request to an instance, and gives the request its own URI back afterwards, so that another attempt picks anew.</summary>
internal sealed class ResolvingHandler(ServiceResolver resolver) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is not { IsAbsoluteUri: true } logical || !resolver.TryResolve(logical, out var instance))
        {
            return base.SendAsync(request, cancellationToken);
        }

        request.RequestUri = instance;
        Task<HttpResponseMessage> answer;
        try
        {
            answer = base.SendAsync(request, cancellationToken);
        }
        catch
        {
            request.RequestUri = logical;
            throw;
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
        try
        {
            return base.Send(request, cancellationToken);
        }
        finally
        {
            request.RequestUri = logical;
        }
    }

    private static async Task<HttpResponseMessage> RestoreAsync(Task<HttpResponseMessage> answer, HttpRequestMessage request, Uri logical)
    {
        try
        {
            return await answer.ConfigureAwait(false);
        }
        finally
        {
            request.RequestUri = logical;
        }
    }
}
