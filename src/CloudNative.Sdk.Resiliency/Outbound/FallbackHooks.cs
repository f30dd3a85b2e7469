using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Resiliency.Outbound;

/// <summary>The fallbacks of clients, by their names.</summary>
internal sealed class FallbackHooks(IEnumerable<FallbackRegistration> registrations, ILogger<FallbackHooks> logger)
{
    private readonly ConcurrentDictionary<string, FallbackRegistration> _byClient =
        new(registrations.Select(registration => KeyValuePair.Create(registration.Client, registration)).DistinctBy(pair => pair.Key), StringComparer.Ordinal);

    public bool Has(string client) => !_byClient.IsEmpty && _byClient.ContainsKey(client);

    /// <summary>Asks the hook of a client for an answer in place of the failure.</summary>
    /// <returns>Null where there is no hook, or it has none; a fault of the hook counts as that.</returns>
    public async ValueTask<HttpResponseMessage?> ReplaceAsync(
        ClientCalls calls, HttpRequestMessage request, HttpResponseMessage? response, Exception? failure, CancellationToken cancellationToken)
    {
        if (!_byClient.TryGetValue(calls.Client, out var registration))
        {
            return null;
        }

        try
        {
            var replaced = await registration.Fallback(new CallFallback(request, response, failure), cancellationToken).ConfigureAwait(false);
            if (replaced is not null && !ReferenceEquals(replaced, response))
            {
                response?.Dispose();
                replaced.RequestMessage ??= request;
            }

            registration.Worked();

            return replaced;
        }
#pragma warning disable CA1031 // The failure of the call is what its caller must learn of.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            if (!cancellationToken.IsCancellationRequested && registration.BeginsToFail())
            {
                logger.FallbackFailed(exception, calls.Client);
            }

            return null;
        }
    }
}
