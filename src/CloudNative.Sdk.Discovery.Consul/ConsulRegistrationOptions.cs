using CloudNative.Sdk.Core;
using CloudNative.Sdk.Discovery.Consul.Registration;

namespace CloudNative.Sdk.Discovery.Consul;

/// <summary>Configures how the service is registered in Consul.</summary>
/// <remarks>
/// Configuration section: <c>CloudNative:Discovery:Consul:Registration</c>. Read once, after the service has started. Where <see cref="ConsulOptions.Address"/> is not
/// known, nothing is registered.
/// </remarks>
public sealed class ConsulRegistrationOptions
{
    internal const string SectionName = ConsulOptions.SectionName + ":Registration";
    internal const int MaxMetaKey = 128;
    internal const int MaxMetaText = 512;
    internal const int MaxWeight = ushort.MaxValue;
    internal static readonly TimeSpan MinTtl = TimeSpan.FromSeconds(3);
    internal static readonly TimeSpan MaxTtl = TimeSpan.FromHours(1);
    internal static readonly TimeSpan MinCheckInterval = TimeSpan.FromSeconds(1);
    internal static readonly TimeSpan MaxCheckInterval = TimeSpan.FromHours(1);
    internal static readonly TimeSpan MinCheckTimeout = TimeSpan.FromMilliseconds(100);
    internal static readonly TimeSpan MaxCheckTimeout = TimeSpan.FromMinutes(1);
    internal static readonly TimeSpan MinDeregisterAfter = TimeSpan.FromMinutes(1);
    internal static readonly TimeSpan MaxDeregisterAfter = TimeSpan.FromDays(7);
    internal static readonly TimeSpan MinVerifyPeriod = TimeSpan.FromSeconds(1);
    internal static readonly TimeSpan MaxVerifyPeriod = TimeSpan.FromHours(1);
    internal static readonly TimeSpan MinLeaveTimeout = TimeSpan.FromMilliseconds(100);
    internal static readonly TimeSpan MaxLeaveTimeout = TimeSpan.FromSeconds(30);

    internal static readonly OptionsBinding<ConsulRegistrationOptions> Binding = new(
        SectionName,
        table => table
            .Boolean(nameof(Enabled), (o, value) => o.Enabled = value)
            .Text(nameof(Name), o => o.Name ?? string.Empty, (o, value) => o.Name = value)
            .Text(nameof(Id), o => o.Id ?? string.Empty, (o, value) => o.Id = value)
            .Text(nameof(Address), o => o.Address ?? string.Empty, (o, value) => o.Address = value, "must be an IP address or a host name, without a port", IsHost)
            .OptionalWholeNumber(nameof(Port), o => o.Port, (o, value) => o.Port = value, 1, ushort.MaxValue)
            .Text(nameof(Scheme), o => o.Scheme ?? string.Empty, (o, value) => o.Scheme = value, "must be http or https", text => text is "" or "http" or "https")
            .Text(nameof(NetworkInterface), o => o.NetworkInterface ?? string.Empty, (o, value) => o.NetworkInterface = value)
            .Boolean(nameof(PreferHostName), (o, value) => o.PreferHostName = value)
            .TextList(nameof(Tags), o => o.Tags)
            .NamedTexts(nameof(Meta), o => o.Meta, $"must have letters, digits, '-' and '_' in its name, at most {MaxMetaKey}, and at most {MaxMetaText} characters", IsMeta)
            .Text(nameof(Colour), o => o.Colour ?? string.Empty, (o, value) => o.Colour = value)
            .WholeNumber(nameof(Weight), o => o.Weight, (o, value) => o.Weight = value, 1, MaxWeight)
            .WholeNumber(nameof(WarningWeight), o => o.WarningWeight, (o, value) => o.WarningWeight = value, 0, MaxWeight)
            .Choice(nameof(Check), typeof(ConsulCheckKind), o => o.Check, (o, value) => o.Check = (ConsulCheckKind)value)
            .Duration(nameof(Ttl), o => o.Ttl, (o, value) => o.Ttl = value, MinTtl, MaxTtl)
            .Text(nameof(CheckPath), o => o.CheckPath ?? string.Empty, (o, value) => o.CheckPath = value, "must begin with a slash", text => text is "" or ['/', ..])
            .Duration(nameof(CheckInterval), o => o.CheckInterval, (o, value) => o.CheckInterval = value, MinCheckInterval, MaxCheckInterval)
            .Duration(nameof(CheckTimeout), o => o.CheckTimeout, (o, value) => o.CheckTimeout = value, MinCheckTimeout, MaxCheckTimeout)
            .Duration(nameof(DeregisterAfter), o => o.DeregisterAfter, (o, value) => o.DeregisterAfter = value, MinDeregisterAfter, MaxDeregisterAfter)
            .Duration(nameof(VerifyPeriod), o => o.VerifyPeriod, (o, value) => o.VerifyPeriod = value, MinVerifyPeriod, MaxVerifyPeriod)
            .Choice(nameof(Leave), typeof(ConsulLeaveMode), o => o.Leave, (o, value) => o.Leave = (ConsulLeaveMode)value)
            .Duration(nameof(LeaveTimeout), o => o.LeaveTimeout, (o, value) => o.LeaveTimeout = value, MinLeaveTimeout, MaxLeaveTimeout),
        others: new(SteeltoeKeys.AreSet, SteeltoeKeys.Fill));

    /// <summary>Gets or sets whether the service is registered.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>Gets or sets the name of the service, by which others call it.</summary>
    /// <value>The default is null: the name of the service's identity (<c>OTEL_SERVICE_NAME</c>, else that of the application).</value>
    public string? Name { get; set; }

    /// <summary>Gets or sets the id of the instance. Two instances at one agent must not have the same.</summary>
    /// <value>The default is null: <c>name-instance</c> with the instance of the service's identity: the pod, the task, or machine and process.</value>
    public string? Id { get; set; }

    /// <summary>Gets or sets the address that others call.</summary>
    /// <value>
    /// An IP address or a host name. The default is null, which takes the first of: <see cref="PreferHostName"/>, <see cref="NetworkInterface"/>, the address that the
    /// server is bound to where that is a single one, <c>POD_IP</c>, and then the address of Consul's node where the agent is on the same machine, or else of the
    /// interface that leads to the agent.
    /// </value>
    public string? Address { get; set; }

    /// <summary>Gets or sets the port that others call.</summary>
    /// <value>From 1 to 65535, both included. The default is null: that of the server. A worker without a server is registered only with a port.</value>
    public int? Port { get; set; }

    /// <summary>Gets or sets the scheme of the address to register, where the server has several.</summary>
    /// <value><c>http</c> or <c>https</c>. The default is null: that of the server's first address.</value>
    public string? Scheme { get; set; }

    /// <summary>Gets or sets the network interface whose address is registered, where <see cref="Address"/> is not set.</summary>
    /// <value>A name, or a pattern as <c>eth*</c>: the first interface counts that is up and has an address. The default is null.</value>
    public string? NetworkInterface { get; set; }

    /// <summary>Gets or sets whether the name of the machine is registered in place of an IP address, where <see cref="Address"/> is not set.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool PreferHostName { get; set; }

    /// <summary>Gets the tags of the instance.</summary>
    /// <value>Empty by default.</value>
    public IList<string> Tags { get; } = [];

    /// <summary>Gets what else is registered with the instance; it goes before what is registered by itself: <c>version</c>, <c>commit</c>, <c>branch</c>, <c>zone</c>, <c>colour</c>, <c>scheme</c>, <c>secure</c>, <c>ops_port</c>.</summary>
    /// <value>Names of letters, digits, <c>-</c> and <c>_</c>, at most 128; texts of at most 512 characters. Empty by default.</value>
    public IDictionary<string, string> Meta { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets or sets the colour of a blue-green deployment.</summary>
    /// <value>The default is null: that of the variable <c>CLOUDNATIVE_COLOUR</c>, if it is set.</value>
    public string? Colour { get; set; }

    /// <summary>Gets or sets the share of calls against that of the other instances while all is well.</summary>
    /// <value>From 1 to 65535, both included. The default is 1.</value>
    public int Weight { get; set; } = 1;

    /// <summary>Gets or sets the share of calls while the service is degraded.</summary>
    /// <value>From 0 to 65535, both included. The default is 1.</value>
    public int WarningWeight { get; set; } = 1;

    /// <summary>Gets or sets who reports the health.</summary>
    /// <value>The default is <see cref="ConsulCheckKind.Ttl"/>: the service tells.</value>
    public ConsulCheckKind Check { get; set; }

    /// <summary>Gets or sets how long Consul believes in the last report; it is repeated after a third of this time.</summary>
    /// <value>From 3 s to 1 h, both included. The default is 15 s.</value>
    public TimeSpan Ttl { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Gets or sets the path on the service's own port that Consul asks with <see cref="ConsulCheckKind.Http"/>.</summary>
    /// <value>The default is null: the readiness probe of the ops server, on its port.</value>
    public string? CheckPath { get; set; }

    /// <summary>Gets or sets how often Consul asks with <see cref="ConsulCheckKind.Http"/>.</summary>
    /// <value>From 1 s to 1 h, both included. The default is 10 s.</value>
    public TimeSpan CheckInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets how long the service may take to answer with <see cref="ConsulCheckKind.Http"/>.</summary>
    /// <value>From 100 ms to 1 min, both included. The default is 5 s.</value>
    public TimeSpan CheckTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets after which time as critical Consul takes the registration away, as of an instance that has crashed. One that lives registers again.</summary>
    /// <value>From 1 min to 7 d, both included. The default is 5 min.</value>
    public TimeSpan DeregisterAfter { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Gets or sets how often it is looked after whether the registration is still there, and as it was made.</summary>
    /// <value>From 1 s to 1 h, both included. The default is 15 s.</value>
    public TimeSpan VerifyPeriod { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Gets or sets what becomes of the registration when the service stops.</summary>
    /// <value>The default is <see cref="ConsulLeaveMode.Deregister"/>.</value>
    public ConsulLeaveMode Leave { get; set; }

    /// <summary>Gets or sets how long a service that stops tries to leave Consul. It serves all the while.</summary>
    /// <value>From 100 ms to 30 s, both included. The default is 2 s.</value>
    public TimeSpan LeaveTimeout { get; set; } = TimeSpan.FromSeconds(2);

    private static bool IsHost(string text) => text.Length == 0 || Uri.CheckHostName(text) != UriHostNameType.Unknown;

    private static bool IsMeta(string name, string text)
    {
        foreach (var character in name)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('-' or '_'))
            {
                return false;
            }
        }

        return name.Length <= MaxMetaKey && text.Length <= MaxMetaText;
    }
}
