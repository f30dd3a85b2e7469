using CloudNative.Sdk.Pauses;

namespace CloudNative.Sdk.Discovery.Consul.Registration;

/// <summary>How fast requests follow one another; chance keeps many instances from doing the same at the same time.</summary>
internal static class RegistrationPace
{
    /// <summary>The share of a period by which chance shortens it at most.</summary>
    public const double Spread = 0.1;

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(8);

    /// <summary>Gets the pause after failed attempts: 250 ms, 500 ms and so on up to 8 s, of which chance takes up to a half away.</summary>
    public static TimeSpan AfterFaults(int count) => Backoff.After(count, First, Most);

    /// <summary>Shortens a period; one that is over becomes zero.</summary>
    public static TimeSpan Spreaded(TimeSpan period) => period <= TimeSpan.Zero ? TimeSpan.Zero : period * (1 - (Spread * Random.Shared.NextDouble()));
}
