namespace CloudNative.Sdk.Resiliency.Outbound;

internal sealed record FallbackRegistration(string Client, Func<CallFallback, CancellationToken, ValueTask<HttpResponseMessage?>> Fallback);
