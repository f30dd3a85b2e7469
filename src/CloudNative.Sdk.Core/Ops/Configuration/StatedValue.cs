namespace CloudNative.Sdk.Core.Ops.Configuration;

/// <summary>A value of a key as one provider states it, with what must not be seen left out.</summary>
/// <param name="Value">What is shown.</param>
/// <param name="Masked">Why it is not the value itself: <c>secret</c> or <c>hidden</c>; null where it is.</param>
/// <param name="Origin">Who states it.</param>
internal sealed record StatedValue(string Value, string? Masked, Origin Origin);
