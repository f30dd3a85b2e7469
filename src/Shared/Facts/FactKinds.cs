namespace CloudNative.Sdk.Facts;

/// <summary>
/// The kinds of facts and their keys. Every fact may carry <c>at</c>: <c>Folder/File.cs(line,column)</c>, relative to the project, 1-based.
/// A key whose value is not a compile-time constant is left out; where that would read as an empty list, <c>unknown</c> names the key.
/// A program hands on the facts of the libraries it references: those carry <c>from</c>, the name of that assembly, and yield to its own.
/// </summary>
internal static class FactKinds
{
    /// <summary>A meter: <c>name</c>.</summary>
    public const string Meter = "meter";

    /// <summary>
    /// An instrument: <c>meter</c>, <c>name</c>, <c>kind</c> (Counter, UpDownCounter, Histogram, Gauge, ObservableCounter,
    /// ObservableUpDownCounter, ObservableGauge), <c>type</c> (C# keyword of the value type), <c>unit</c>, <c>description</c>, <c>tag</c>*.
    /// </summary>
    public const string Instrument = "instrument";

    /// <summary>An activity source: <c>name</c>.</summary>
    public const string ActivitySource = "source";

    /// <summary>A registered health check: <c>name</c>, <c>type</c> (full name of the class, if there is one), <c>tag</c>* (or <c>unknown=tag</c>), <c>service</c> (of AddServiceCheck).</summary>
    public const string HealthCheck = "healthcheck";

    /// <summary>
    /// An HTTP client with a constant base address: <c>name</c> (client name or typed client), <c>address</c>, and where the host is a logical
    /// name <c>service</c>, <c>scheme</c>* in order of preference, <c>endpoint</c>.
    /// </summary>
    public const string HttpClient = "httpclient";

    /// <summary>A port that the application listens on by code: <c>port</c>, <c>scheme</c>, <c>loopback</c> (true where only this machine can reach it).</summary>
    public const string Port = "port";

    /// <summary>The SDK features that the program adds: <c>feature</c>* (all, core, health, telemetry, discovery, consul, resiliency).</summary>
    public const string Features = "features";

    /// <summary>The ops endpoints are on the application's own port: <c>MapCloudNative()</c> is called.</summary>
    public const string MappedOps = "mapped-ops";

    /// <summary>An option set to a constant in code: <c>key</c> (configuration key, as CloudNative:Health:DrainDelay or Host:ShutdownTimeout), <c>value</c> (as configuration would state it).</summary>
    public const string Option = "option";

    /// <summary>A section of the configuration that code binds: <c>section</c> (its key), <c>type</c> (full name of the class it is bound to).</summary>
    public const string ConfigurationSection = "configsection";

    /// <summary>
    /// A configuration key that code reads, by itself or as a member of a bound section: <c>key</c>, <c>type</c> (C# keyword or full name; with <c>[]</c> for a list, <c>map</c>
    /// for names that the configuration chooses), <c>required</c> (true), <c>secret</c> (true), <c>min</c> and <c>max</c> of a number.
    /// </summary>
    public const string ConfigurationKey = "configkey";

    /// <summary>A hosted service: <c>type</c>.</summary>
    public const string HostedService = "hostedservice";

    /// <summary>A start-up task: <c>type</c>, or <c>name</c> where it is a delegate.</summary>
    public const string StartupTask = "startuptask";

    /// <summary>The kind of program: <c>kind</c> (web, worker). A library states none.</summary>
    public const string Program = "program";
}
