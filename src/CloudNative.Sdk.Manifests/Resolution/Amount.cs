using CloudNative.Sdk.Manifests.Settings;

namespace CloudNative.Sdk.Manifests.Resolution;

/// <summary>One resource: what is requested, and the limit.</summary>
internal sealed record Amount(Quantity Request, Quantity Limit);
