namespace CloudNative.Sdk.Telemetry.Requests;

/// <summary>What came in between two samples.</summary>
/// <param name="Age">How long ago the later one was taken.</param>
/// <param name="Rate">Requests a second; not a number where the counter has begun anew.</param>
/// <param name="ErrorShare">The share of answers of 500 and above in percent; not a number where there were no requests.</param>
/// <param name="Median">The time in seconds that half of the requests took at most; not a number where there were none.</param>
/// <param name="P99">The time in seconds that 99 of 100 took at most.</param>
internal readonly record struct RequestPoint(TimeSpan Age, double Rate, double ErrorShare, double Median, double P99);
