namespace Shop.Demo.Resiliency;

/// <summary>What a customer got.</summary>
/// <param name="Status">The status; null where no answer came in time, or the connection broke.</param>
/// <param name="Time">The time from the request to the end of the answer.</param>
internal sealed record Answer(int? Status, TimeSpan Time);
