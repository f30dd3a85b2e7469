namespace CloudNative.Sdk.Resiliency;

/// <summary>A call that has failed for good, for a hook that may have an answer all the same.</summary>
/// <param name="Request">The request.</param>
/// <param name="Response">The last answer, or null where there was none. It must not be kept.</param>
/// <param name="Exception">Why there was no answer, or null.</param>
public sealed record CallFallback(HttpRequestMessage Request, HttpResponseMessage? Response, Exception? Exception);
