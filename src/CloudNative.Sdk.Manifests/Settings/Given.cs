using CloudNative.Sdk.Manifests.Diagnostics;

namespace CloudNative.Sdk.Manifests.Settings;

/// <summary>A value that somebody stated, with the place where.</summary>
internal sealed record Given<T>(T Value, Position Position);
