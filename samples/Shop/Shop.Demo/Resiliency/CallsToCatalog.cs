namespace Shop.Demo.Resiliency;

/// <summary>Counts since the start of the calling service.</summary>
/// <param name="Breaker">The state of the breaker.</param>
/// <param name="Attempts">Requests sent, repetitions included.</param>
/// <param name="Retries">Repetitions among them.</param>
/// <param name="Rejected">Calls that failed at once.</param>
/// <param name="BudgetLeft">Repetitions that are allowed now.</param>
internal sealed record CallsToCatalog(string Breaker, long Attempts, long Retries, long Rejected, double BudgetLeft);
