using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using CloudNative.Sdk.Discovery.Balancing;
using CloudNative.Sdk.Discovery.Ejecting;
using CloudNative.Sdk.Discovery.Watching;

namespace CloudNative.Sdk.Discovery;

/// <summary>The instruments of discovery. Calls are counted where the balancer counts them anyway, and only read here.</summary>
internal sealed class DiscoveryMetrics
{
    public const string MeterName = "CloudNative.Sdk.Discovery";

    private const string ServiceTag = "cloudnative.discovery.service";
    private const string SourceTag = "cloudnative.discovery.source";

    /// <summary>By service; only calls to instances are counted, so that names which callers made up are not here.</summary>
    private readonly ConcurrentDictionary<string, CallCounts> _counts = new(StringComparer.Ordinal);

    private readonly Meter _meter;
    private readonly Counter<long> _ejections;
    private readonly Counter<long> _failures;

    public DiscoveryMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _ejections = _meter.CreateCounter<long>("cloudnative.discovery.ejections", "{ejection}", "Instances that are not called for a while because calls to them failed.");
        _failures = _meter.CreateCounter<long>("cloudnative.discovery.source.failures", "{failure}", "Failures of a source of instances; what it said last stays in use.");
    }

    public void Show(Func<IEnumerable<ServiceWatch>> watches)
    {
        _meter.CreateObservableCounter("cloudnative.discovery.calls", Calls, "{call}", "Calls to instances of a service, by how they ended, and whether in the zone of the caller.");
        _meter.CreateObservableGauge("cloudnative.discovery.instances", () => Instances(watches()), "{instance}", "Instances of a service, by whether they are called.");
        _meter.CreateObservableGauge("cloudnative.discovery.snapshot.age", () => Ages(watches()), "s", "Time since the source last confirmed the instances of a service.");
    }

    /// <summary>Gets the counts of a service, for its first call.</summary>
    public CallCounts CountsOf(string service) => _counts.GetOrAdd(service, _ => new CallCounts());

    public void Ejected(string service, EjectionReason reason) =>
        _ejections.Add(1, new(ServiceTag, service), new("cloudnative.discovery.reason", Text(reason)));

    public void SourceFailed(string source) => _failures.Add(1, new KeyValuePair<string, object?>(SourceTag, source));

    public static string Text(EjectionReason reason) => reason switch
    {
        EjectionReason.Unreachable => "unreachable",
        EjectionReason.ConsecutiveFailures => "consecutive_failures",
        _ => "failure_share",
    };

    private static string Text(CallOutcome outcome) => outcome switch
    {
        CallOutcome.Success => "success",
        CallOutcome.Failure => "failure",
        CallOutcome.Unreachable => "unreachable",
        _ => "cancelled",
    };

    private static string Text(CallZone zone) => zone switch
    {
        CallZone.Local => "local",
        CallZone.Other => "other",
        _ => "unknown",
    };

    private IEnumerable<Measurement<long>> Calls()
    {
        foreach (var (service, counts) in _counts)
        {
            foreach (var (outcome, place, count) in counts.All())
            {
                yield return new(count, new(ServiceTag, service), new("cloudnative.discovery.outcome", Text(outcome)), new("cloudnative.discovery.zone", Text(place)));
            }
        }
    }

    private static IEnumerable<Measurement<long>> Instances(IEnumerable<ServiceWatch> watches)
    {
        foreach (var service in Known(watches))
        {
            var instances = service.SelectMany(watch => watch.State?.Set?.Instances ?? []).ToArray();
            var ejected = instances.Count(instance => instance.Health.IsEjected);
            yield return new(instances.Length - ejected, new(ServiceTag, service.Key), new("cloudnative.discovery.state", "available"));
            yield return new(ejected, new(ServiceTag, service.Key), new("cloudnative.discovery.state", "ejected"));
        }
    }

    private static IEnumerable<Measurement<double>> Ages(IEnumerable<ServiceWatch> watches)
    {
        foreach (var service in Known(watches))
        {
            var oldest = service.Select(watch => (Age: watch.Age(), Source: watch.State?.Source)).Where(age => age.Age is not null).OrderByDescending(age => age.Age).FirstOrDefault();
            if (oldest.Age is { } age)
            {
                yield return new(age.TotalSeconds, new(ServiceTag, service.Key), new(SourceTag, oldest.Source));
            }
        }
    }

    /// <summary>Only services that a source knows: names that callers made up must not become series.</summary>
    private static IEnumerable<IGrouping<string, ServiceWatch>> Known(IEnumerable<ServiceWatch> watches) =>
        watches.Where(watch => watch.State?.Set is not null).GroupBy(watch => watch.Query.Service, StringComparer.Ordinal);
}
