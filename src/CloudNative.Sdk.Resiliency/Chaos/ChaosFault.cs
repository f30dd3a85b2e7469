using System.Text;

namespace CloudNative.Sdk.Resiliency.Chaos;

/// <summary>One rule with its chances.</summary>
internal sealed class ChaosFault(string name, ChaosRule rule, int? seed)
{
    private readonly Lock _turn = new();

    /// <summary>Of its own, so that the requests that other rules see make no difference.</summary>
    private readonly Random? _random = seed is { } given ? new Random(given ^ StableHash(name)) : null;

    public string Name => name;

    public int? Status => rule.Status;

    public bool Abort => rule.Abort;

    /// <summary>Gets whether it ends the request.</summary>
    public bool Ends => rule.Abort || rule.Status is not null;

    /// <summary>Draws whether a request is hit, and how late it is then.</summary>
    /// <returns>Null where it is not hit.</returns>
    public TimeSpan? Draw()
    {
        if (_random is null)
        {
            return Draw(Random.Shared);
        }

        lock (_turn)
        {
            return Draw(_random);
        }
    }

    private TimeSpan? Draw(Random random)
    {
        // Both are always drawn, so that a changed share leaves the rest of the sequence as it was.
#pragma warning disable CA5394 // Nothing secret hangs on it.
        var (chance, spread) = (random.NextDouble(), random.NextDouble());
#pragma warning restore CA5394
        if (chance >= rule.Share)
        {
            return null;
        }

        var least = rule.Latency ?? TimeSpan.Zero;
        return least + (((rule.MaxLatency ?? least) - least) * spread);
    }

    /// <summary>The same in every process, other than the hash of a string.</summary>
    private static int StableHash(string text)
    {
        var hash = 2166136261u;
        foreach (var each in Encoding.UTF8.GetBytes(text))
        {
            hash = (hash ^ each) * 16777619u;
        }

        return (int)hash;
    }
}
