using System.Globalization;

namespace CloudNative.Sdk.Manifests.Rollout;

/// <summary>Reads a time of ISO 8601, as Kubernetes and Marathon write it.</summary>
internal static class Instant
{
    public static DateTimeOffset? Parse(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
