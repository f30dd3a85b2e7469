namespace CloudNative.Sdk.Testing;

/// <summary>What was seen while a service stopped under load.</summary>
/// <param name="Requests">The requests that were sent, all of which were answered; 0 for a worker.</param>
/// <param name="ServedWhileNotReady">How many of them were sent after readiness had turned 503.</param>
/// <param name="NotReadyAfter">The time from the request to stop until readiness answered 503.</param>
/// <param name="StoppedAfter">The time from the request to stop until the service had ended.</param>
public sealed record DrainResult(long Requests, long ServedWhileNotReady, TimeSpan NotReadyAfter, TimeSpan StoppedAfter);
