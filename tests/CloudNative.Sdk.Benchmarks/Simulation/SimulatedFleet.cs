using CloudNative.Sdk.Discovery;
using CloudNative.Sdk.Discovery.Balancing;
using CloudNative.Sdk.Discovery.Routing;

namespace CloudNative.Sdk.Benchmarks.Simulation;

/// <summary>Callers that each balance by what they have seen themselves, and instances whose answers take longer the more they have to do; in simulated time.</summary>
internal sealed class SimulatedFleet
{
    private static readonly RoutingPolicy Policy = new(LoadBalancing.LeastLoaded, null, [], null, []);

    private readonly SimulatedTime _time = new();
    private readonly Random _random = new(20260101);
    private readonly PriorityQueue<SimulatedEvent, long> _events = new();
    private readonly Plan[] _plans;
    private readonly int[] _busy;
    private readonly double[] _slowness;
    private readonly TimeSpan _pause;

    /// <param name="callers">The number of callers.</param>
    /// <param name="instances">The number of instances.</param>
    /// <param name="pause">The mean time between two calls of a caller.</param>
    public SimulatedFleet(int callers, int instances, TimeSpan pause)
    {
        _pause = pause;
        _plans = new Plan[callers];
        _busy = new int[instances];
        _slowness = [.. Enumerable.Repeat(1d, instances)];
        Calls = new int[instances];
        Restart(TimeSpan.Zero);
        for (var caller = 0; caller < callers; caller++)
        {
            Schedule(new(caller, null, 0, SimulatedEventKind.Call), After(pause));
        }
    }

    /// <summary>Gets the calls that each instance has got since <see cref="Forget"/>.</summary>
    public int[] Calls { get; }

    /// <summary>Gets the times of the answers since <see cref="Forget"/>.</summary>
    public List<TimeSpan> Answers { get; } = [];

    public void SlowDown(int instance, double times) => _slowness[instance] = times;

    /// <summary>Replaces every instance; each caller learns of it at a moment of its own within the time given.</summary>
    public void Restart(TimeSpan within)
    {
        for (var caller = 0; caller < _plans.Length; caller++)
        {
            if (within == TimeSpan.Zero)
            {
                _plans[caller] = FreshPlan();
            }
            else
            {
                Schedule(new(caller, null, 0, SimulatedEventKind.Learn), TimeSpan.FromTicks(_random.NextInt64(within.Ticks)));
            }
        }
    }

    public void Forget()
    {
        Array.Clear(Calls);
        Answers.Clear();
    }

    public void Run(TimeSpan duration)
    {
        var end = _time.Now + duration.Ticks;
        while (_events.TryPeek(out _, out var at) && at <= end)
        {
            _time.Now = at;
            Handle(_events.Dequeue());
        }

        _time.Now = end;
    }

    /// <summary>Gets how far the most and the least loaded instance are from the mean, as shares of it.</summary>
    public (double Above, double Below) Spread()
    {
        var mean = Calls.Average();
        return ((Calls.Max() / mean) - 1, 1 - (Calls.Min() / mean));
    }

    public TimeSpan Percentile(double share)
    {
        Answers.Sort();
        return Answers[(int)(Answers.Count * share)];
    }

    private void Handle(SimulatedEvent what)
    {
        switch (what.Kind)
        {
            case SimulatedEventKind.Call:
                Call(what.Caller);
                break;
            case SimulatedEventKind.Learn:
                _plans[what.Caller] = FreshPlan();
                break;
            default:
                _busy[what.Instance!.Endpoint.Port - 1]--;
                what.Instance.End(CallOutcome.Success, _time.Now - what.Started, _time.Now);
                Answers.Add(TimeSpan.FromTicks(_time.Now - what.Started));
                break;
        }
    }

    private void Call(int caller)
    {
        var instance = _plans[caller].Pick(null, null, _time.Now);
        var index = instance.Endpoint.Port - 1;
        instance.Begin();
        Calls[index]++;

        // Ten milliseconds at rest, a tenth more for each call that it already works on, and some noise.
        var milliseconds = 10 * _slowness[index] * (1 + (0.1 * _busy[index]++)) * (0.8 + (0.4 * _random.NextDouble()));
        Schedule(new(caller, instance, _time.Now, SimulatedEventKind.Answer), TimeSpan.FromMilliseconds(milliseconds));
        Schedule(new(caller, null, 0, SimulatedEventKind.Call), After(_pause));
    }

    private Plan FreshPlan() => Plan.Make(
        new InstanceSet([.. Enumerable.Range(1, _busy.Length).Select(port => new Instance(Endpoints.Of(port), "http", 0, _time))]), Policy);

    private TimeSpan After(TimeSpan mean) => mean * -Math.Log(1 - _random.NextDouble());

    private void Schedule(SimulatedEvent what, TimeSpan after) => _events.Enqueue(what, _time.Now + after.Ticks);

    /// <summary>One endpoint object for all callers.</summary>
    private static class Endpoints
    {
        private static readonly Dictionary<int, ServiceEndpoint> Known = [];

        public static ServiceEndpoint Of(int port) => Known.TryGetValue(port, out var endpoint) ? endpoint : Known[port] = new ServiceEndpoint("10.0.0.1", port);
    }
}
