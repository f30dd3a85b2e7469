namespace CloudNative.Sdk.TestSupport.Load;

/// <summary>What a load saw.</summary>
/// <param name="Requests">The requests sent, failed ones included.</param>
/// <param name="Failures">Why requests failed, one entry for each.</param>
/// <param name="Connections">The connections opened.</param>
/// <param name="Elapsed">The time from the start to the stop.</param>
public sealed record LoadResult(long Requests, IReadOnlyCollection<string> Failures, long Connections, TimeSpan Elapsed);
