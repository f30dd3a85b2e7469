namespace CloudNative.Sdk.Manifests.Resolution;

/// <summary>How long a stop may take.</summary>
/// <param name="Drain">How long the service serves on while it reports not ready; null where it does not drain.</param>
/// <param name="Timeout">How long the host waits for requests in flight.</param>
/// <param name="Margin">What the platform adds before it kills.</param>
internal sealed record Shutdown(TimeSpan? Drain, TimeSpan Timeout, TimeSpan Margin)
{
    /// <summary>Gets how long the platform waits before it tells the service to stop; null where the service drains itself.</summary>
    public TimeSpan? PreStop { get; init; }

    /// <summary>Gets the one number for every platform.</summary>
    public int GraceSeconds => Seconds((PreStop ?? Drain ?? TimeSpan.Zero) + Timeout + Margin);

    /// <summary>Gets whole seconds, rounded up: a platform that kills early loses requests.</summary>
    public static int Seconds(TimeSpan duration) => (int)Math.Ceiling(duration.TotalSeconds);
}
