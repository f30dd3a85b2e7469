using CloudNative.Sdk.Core;

namespace CloudNative.Sdk.Discovery;

/// <summary>Configures how services are found and called by their logical names.</summary>
/// <remarks>
/// Configuration section: <c>CloudNative:Discovery</c>. The endpoints of the source <c>Configuration</c> are in the section <c>Services</c>. Changes of
/// <see cref="Defaults"/>, <see cref="Services"/> and <see cref="Clients"/> take effect without a restart, the others with the next start.
/// </remarks>
public sealed class DiscoveryOptions
{
    internal const string SectionName = "CloudNative:Discovery";

    internal static readonly OptionsBinding<DiscoveryOptions> Binding = new(SectionName, table => table
        .Boolean(nameof(PassThrough), (o, value) => o.PassThrough = value)
        .TextList(nameof(Sources), o => o.Sources)
        .Duration(nameof(FirstAnswerTimeout), o => o.FirstAnswerTimeout, (o, value) => o.FirstAnswerTimeout = value, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1))
        .Text(nameof(Zone), o => o.Zone ?? string.Empty, (o, value) => o.Zone = value)
        .Text(nameof(DataCenter), o => o.DataCenter ?? string.Empty, (o, value) => o.DataCenter = value)
        .Text(nameof(SnapshotFile), o => o.SnapshotFile ?? string.Empty, (o, value) => o.SnapshotFile = value)
        .Section(nameof(Ejection), o => o.Ejection, EjectionOptions.Binding)
        .Section(nameof(Defaults), o => o.Defaults, RoutingOptions.Binding)
        .Named(nameof(Services), o => o.Services, RoutingOptions.Binding)
        .Named(nameof(Clients), o => o.Clients, RoutingOptions.Binding));

    /// <summary>Gets or sets whether a service without endpoints is left to DNS although its URI has a list of schemes, as <c>https+http://catalog</c>.</summary>
    /// <value>
    /// The default is <see langword="false"/>: such a call fails with an error that lists the known services. When <see langword="true"/>, the first scheme
    /// of the list is used. A plain <c>http://catalog</c> is always left to DNS where the service has no endpoints.
    /// </value>
    public bool PassThrough { get; set; }

    /// <summary>Gets the names of the sources in the order in which they are asked: the first that knows a service names its instances.</summary>
    /// <value>
    /// <c>Configuration</c>, <c>Consul</c>, <c>DnsSrv</c>, <c>Dns</c>, and the names of the application's own sources. By default <c>Configuration</c>, then those that
    /// are configured.
    /// </value>
    public IList<string> Sources { get; } = [];

    /// <summary>Gets or sets how long a call waits for the first answer of the sources, when a service is called for the first time.</summary>
    /// <value>10 ms to 1 min; the default is 5 s.</value>
    public TimeSpan FirstAnswerTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets the zone of this service, in which it prefers instances.</summary>
    /// <value>By default that of the service's identity, if it is known.</value>
    public string? Zone { get; set; }

    /// <summary>Gets or sets the data centre of this service, in which it prefers instances.</summary>
    /// <value>By default unknown: all data centres are alike unless <see cref="RoutingOptions.DataCenters"/> orders them.</value>
    public string? DataCenter { get; set; }

    /// <summary>Gets or sets the file in which what the sources said last is kept, so that a start survives an outage of the registry.</summary>
    /// <value>A path, relative to the content root. By default none. Only the owner can read the file; it is replaced as a whole.</value>
    public string? SnapshotFile { get; set; }

    /// <summary>Gets when instances are not called for a while because calls to them fail.</summary>
    public EjectionOptions Ejection { get; } = new();

    /// <summary>Gets where the calls to every service go.</summary>
    public RoutingOptions Defaults { get; } = new();

    /// <summary>Gets where the calls to a service go, by the name of the service.</summary>
    public IDictionary<string, RoutingOptions> Services { get; } = new Dictionary<string, RoutingOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets where the calls of a client go, by the name of the client in <see cref="IHttpClientFactory"/>.</summary>
    public IDictionary<string, RoutingOptions> Clients { get; } = new Dictionary<string, RoutingOptions>(StringComparer.OrdinalIgnoreCase);
}
