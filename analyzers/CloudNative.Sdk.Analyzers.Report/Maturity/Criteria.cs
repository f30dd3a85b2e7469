using CloudNative.Sdk.Facts;

namespace CloudNative.Sdk.Analyzers.Report.Maturity;

/// <summary>The five characteristics of a cloud-native service, and by what they are recognised in its code.</summary>
internal static class Criteria
{
    public const string Microservice = "Microservice";
    public const string Health = "Health reporting";
    public const string Telemetry = "Telemetry data";
    public const string Resiliency = "Resiliency";
    public const string Declarative = "Declarative";

    public static IReadOnlyList<string> Characteristics { get; } = [Microservice, Health, Telemetry, Resiliency, Declarative];

    public static IReadOnlyList<Criterion> All { get; } =
    [
        new(Microservice, "It is disposable: it drains and stops within its time", service => service.Has("health"),
            "Call `builder.AddCloudNative()`: on SIGTERM the service leaves load balancing before it stops."),
        new(Microservice, "It calls others by name", service => CallsByName(service),
            "Give `HttpClient` the name of the service, as `https+http://catalog`, and leave its address to `Services:catalog` or the registry."),
        new(Microservice, "No rule of operations warns (CNS2xxx, CNS5xxx)", service => service.IsFreeOf("CNS2") && service.IsFreeOf("CNS5"),
            "Mend the findings below; they are about stopping, state, addresses and secrets."),

        new(Health, "It has probes on an ops port", service => service.Has("health"),
            "Call `builder.AddCloudNative()`, or `AddCloudNativeHealth()` for the probes alone."),
        new(Health, "Its own checks tell whether it can work", service => service.Of(FactKinds.HealthCheck).Any(),
            "Add a check for what the service cannot work without: `builder.Services.AddHealthChecks().AddServiceCheck(\"catalog\")`, or a class of your own."),
        new(Health, "Each service that it calls has a check", service => CallsAreChecked(service),
            "Add `AddServiceCheck(\"…\", HealthStatus.Degraded)` for each, so that an outage there is seen here."),
        new(Health, "No rule of health warns (CNS1xxx)", service => service.IsFreeOf("CNS1"),
            "Mend the findings below: a probe that lies is worse than none."),

        new(Telemetry, "Its metrics and traces are collected", service => service.Has("telemetry"),
            "Call `builder.AddCloudNative()`, or `AddCloudNativeTelemetry()`: `/metrics`, traces and structured logs come with it."),
        new(Telemetry, "It measures its own work", service => service.Of(FactKinds.Instrument).Any(),
            "Add a meter with what the business wants to see: `meters.Create(\"Shop.Orders\").CreateCounter<long>(\"shop.orders.placed\", \"{order}\")`."),
        new(Telemetry, "Its instruments state their units", service => UnitsAreStated(service),
            "Give each instrument a UCUM unit, as `s`, `By` or `{order}`: dashboards and alerts are made of it."),
        new(Telemetry, "No rule of telemetry and logging warns (CNS3xxx, CNS6xxx)", service => service.IsFreeOf("CNS3") && service.IsFreeOf("CNS6"),
            "Mend the findings below: wrong figures and lost failures cost more than missing ones."),

        new(Resiliency, "Its calls have limits, a retry budget and breakers", service => service.Has("resiliency"),
            "Call `builder.AddCloudNative()`, or `AddCloudNativeResiliency()`."),
        new(Resiliency, "It finds healthy instances", service => service.CalledServices.Count == 0 ? null : service.Has("discovery"),
            "Call `builder.AddCloudNative()`, or `AddCloudNativeDiscovery()`: dead instances are not called."),
        new(Resiliency, "No rule of resiliency warns (CNS4xxx)", service => service.IsFreeOf("CNS4"),
            "Mend the findings below: they are about retries, lost failures and messages that are lost."),

        new(Declarative, "A publish writes its deployment", service => service.HasManifests,
            "Reference `CloudNative.Sdk.Manifests` (part of `CloudNative.Sdk`), and do not set `CloudNativeManifestsEnabled` to false."),
        new(Declarative, "service.yaml states what code cannot", service => service.HasFile("service.yaml"),
            "Add `service.yaml` beside the project: resources, replicas, callers, secrets."),
        new(Declarative, "Its build states commit and version", service => service.HasVersion,
            "Build from a git checkout, or set `SourceRevisionId`: an instance that nobody can name cannot be rolled back."),
    ];

    private static bool? CallsByName(ServiceTraits service)
    {
        var clients = service.Of(FactKinds.HttpClient).ToList();
        return clients.Count == 0 ? null : clients.All(client => client["service"] is not null);
    }

    private static bool? CallsAreChecked(ServiceTraits service)
    {
        var called = service.CalledServices;
        if (called.Count == 0)
        {
            return null;
        }

        var known = new HashSet<string>(service.Of(FactKinds.HealthCheck).Select(check => check["service"]).OfType<string>(), StringComparer.OrdinalIgnoreCase);
        return called.All(known.Contains);
    }

    private static bool? UnitsAreStated(ServiceTraits service)
    {
        var instruments = service.Of(FactKinds.Instrument).ToList();
        return instruments.Count == 0 ? null : instruments.All(instrument => instrument["unit"] is not null);
    }
}
