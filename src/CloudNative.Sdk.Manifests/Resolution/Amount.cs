namespace CloudNative.Sdk.Manifests.Resolution;

/// <summary>One resource: what is requested, and the limit.</summary>
internal sealed record Amount(string Request, string Limit);
