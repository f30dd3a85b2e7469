namespace CloudNative.Sdk.Discovery.Balancing;

/// <summary>Instances that are alike in all but their weight, their load and their answers; at least one.</summary>
internal sealed class Pool
{
    private const int Attempts = 4;

    private readonly Instance[] _instances;

    /// <summary>The sum of the weights up to and with each instance; null where all weights are equal.</summary>
    private readonly int[]? _weights;

    private readonly bool _hasNewcomers;
    private uint _turn;

    public Pool(Instance[] instances)
    {
        _instances = instances;
        Weight = Math.Max(1, _instances.Sum(instance => (long)instance.Endpoint.Weight));
        _hasNewcomers = _instances.Length > 1 && Array.Exists(_instances, instance => instance.Health.IsReturning);
        if (_instances.Any(instance => instance.Endpoint.Weight != _instances[0].Endpoint.Weight))
        {
            var sum = 0;
            _weights = Array.ConvertAll(_instances, instance => sum = checked(sum + instance.Endpoint.Weight));
        }

        // Callers that start together must not all begin with the same instance.
        _turn = unchecked((uint)Random.Shared.Next());
    }

    public IReadOnlyList<Instance> Instances => _instances;

    public long Weight { get; }

    public Instance Pick(LoadBalancing balancer, long now)
    {
        if (_instances.Length == 1)
        {
            return _instances[0];
        }

        var picked = PickAny(balancer, now);
        for (var i = 1; _hasNewcomers && i < Attempts && !picked.Health.IsReady(now); i++)
        {
            picked = PickAny(balancer, now);
        }

        return picked;
    }

    private Instance PickAny(LoadBalancing balancer, long now) => balancer switch
    {
        LoadBalancing.RoundRobin => _instances[Interlocked.Increment(ref _turn) % (uint)_instances.Length],
        LoadBalancing.Random => _instances[Random.Shared.Next(_instances.Length)],
        LoadBalancing.Weighted => _instances[Sample()],
        _ => PickLessLoaded(now),
    };

    private Instance PickLessLoaded(long now)
    {
        var (first, second) = SampleTwo();
        if (first == second)
        {
            // By weight an instance may well be drawn twice, and then it is its turn.
            second = _weights is null ? (first + 1) % _instances.Length : second;
        }

        var (one, other) = (_instances[first], _instances[second]);
        return IsLessLoaded(other, one, now) ? other : one;
    }

    private static bool IsLessLoaded(Instance one, Instance other, long now)
    {
        var (calls, otherCalls) = (one.InFlight + 1, other.InFlight + 1);
        var (latency, otherLatency) = (one.Latency.At(now), other.Latency.At(now));

        // An instance without an answer yet counts as fast as the other: otherwise all callers would fall upon it.
        return latency == 0 || otherLatency == 0 ? calls < otherCalls : calls * latency < otherCalls * otherLatency;
    }

    private (int First, int Second) SampleTwo()
    {
        if (_weights is not null)
        {
            return (Sample(), Sample());
        }

        // One random number makes both.
        var random = (ulong)Random.Shared.NextInt64();
        var count = (ulong)_instances.Length;
        return ((int)((uint)random * count >> 32), (int)((random >> 31) * count >> 32));
    }

    /// <summary>Takes an instance at random, by the weights.</summary>
    private int Sample()
    {
        if (_weights is null)
        {
            return Random.Shared.Next(_instances.Length);
        }

        var index = Array.BinarySearch(_weights, Random.Shared.Next(_weights[^1]) + 1);
        return index < 0 ? ~index : index;
    }
}
