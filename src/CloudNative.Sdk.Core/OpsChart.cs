namespace CloudNative.Sdk.Core;

/// <summary>A chart over time on the ops page.</summary>
/// <param name="Title">What it shows, as <c>Requests</c>.</param>
/// <param name="Unit">The unit of the values: <c>/s</c>, <c>%</c>, or <c>s</c>, which is shown as ms or µs where that reads better.</param>
/// <param name="Window">How far back it goes.</param>
/// <param name="Series">The lines, the most important first; three at most can be told apart.</param>
public sealed record OpsChart(string Title, string Unit, TimeSpan Window, IReadOnlyList<OpsSeries> Series);
