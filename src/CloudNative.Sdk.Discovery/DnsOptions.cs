using CloudNative.Sdk.Core;
using CloudNative.Sdk.Discovery.Dns.Client;
using CloudNative.Sdk.Discovery.Dns.Messages;
using CloudNative.Sdk.Discovery.Dns.Srv;

namespace CloudNative.Sdk.Discovery;

/// <summary>Configures the sources <c>Dns</c> and <c>DnsSrv</c>, which take part when <c>CloudNative:Discovery:Sources</c> names them.</summary>
/// <remarks>Configuration section: <c>CloudNative:Discovery:Dns</c>. Read when the host starts.</remarks>
public sealed class DnsOptions
{
    internal const string SectionName = "CloudNative:Discovery:Dns";
    internal const int MaxServers = 8;
    internal const int MinAttempts = 1;
    internal const int MaxAttempts = 10;

    internal static readonly TimeSpan LeastTimeout = TimeSpan.FromMilliseconds(10);
    internal static readonly TimeSpan GreatestTimeout = TimeSpan.FromSeconds(30);
    internal static readonly TimeSpan LeastTtl = TimeSpan.FromMilliseconds(100);
    internal static readonly TimeSpan GreatestMinTtl = TimeSpan.FromHours(1);
    internal static readonly TimeSpan GreatestMaxTtl = TimeSpan.FromDays(1);
    internal static readonly TimeSpan GreatestNegativeTtl = TimeSpan.FromMinutes(5);

    internal static readonly OptionsBinding<DnsOptions> Binding = new(SectionName, table => table
        .TextList(nameof(Servers), o => o.Servers)
        .Boolean(nameof(TcpOnly), (o, value) => o.TcpOnly = value)
        .OptionalDuration(nameof(Timeout), o => o.Timeout, (o, value) => o.Timeout = value, LeastTimeout, GreatestTimeout)
        .OptionalWholeNumber(nameof(Attempts), o => o.Attempts, (o, value) => o.Attempts = value, MinAttempts, MaxAttempts)
        .Duration(nameof(MinTtl), o => o.MinTtl, (o, value) => o.MinTtl = value, LeastTtl, GreatestMinTtl)
        .Duration(nameof(MaxTtl), o => o.MaxTtl, (o, value) => o.MaxTtl = value, LeastTtl, GreatestMaxTtl)
        .Duration(nameof(MaxNegativeTtl), o => o.MaxNegativeTtl, (o, value) => o.MaxNegativeTtl = value, LeastTtl, GreatestNegativeTtl)
        .Text(nameof(SrvName), o => o.SrvName, (o, value) => o.SrvName = value, SrvPattern.Rule, SrvPattern.IsValid)
        .Text(nameof(Suffix), o => o.Suffix, (o, value) => o.Suffix = value, "must be a DNS name, as default.svc.cluster.local", suffix => suffix.Length == 0 || DnsName.IsValid(suffix))
        .Rule(CheckServers)
        .Rule((o, check) => check.Require(o.MinTtl <= o.MaxTtl, nameof(MinTtl), "must not be longer than MaxTtl", o.MinTtl)));

    /// <summary>Gets the name servers in the order in which they are asked.</summary>
    /// <value>Up to 8 IP addresses with or without a port: <c>10.0.0.2</c>, <c>10.0.0.2:8600</c>, <c>[::1]:53</c>. By default those of <c>/etc/resolv.conf</c>.</value>
    public IList<string> Servers { get; } = [];

    /// <summary>Gets or sets whether questions are asked by TCP at once, and not by UDP first.</summary>
    /// <value>
    /// The default is <see langword="false"/>: by UDP, and again by TCP where the server says that the answer was cut. Consul does not say so unless its
    /// <c>dns_config.enable_truncate</c> is set: by UDP it names some of the instances, others each time.
    /// </value>
    public bool TcpOnly { get; set; }

    /// <summary>Gets or sets how long one server has for its answer, by UDP and TCP together.</summary>
    /// <value>From 10 ms to 30 s, both included. By default the <c>timeout</c> of <c>/etc/resolv.conf</c>, else 1 s.</value>
    public TimeSpan? Timeout { get; set; }

    /// <summary>Gets or sets how often each server is asked before a question has failed.</summary>
    /// <value>From 1 to 10, both included. By default the <c>attempts</c> of <c>/etc/resolv.conf</c>, else 2.</value>
    public int? Attempts { get; set; }

    /// <summary>Gets or sets the time after which an answer is asked for again, however short its lifetime is.</summary>
    /// <value>From 100 ms to 1 h, both included, and not longer than <see cref="MaxTtl"/>. The default is 1 s.</value>
    public TimeSpan MinTtl { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets or sets the time after which an answer is asked for again, however long its lifetime is.</summary>
    /// <value>From 100 ms to 1 day, both included. The default is 1 min.</value>
    public TimeSpan MaxTtl { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets or sets the longest time after which a name that is not known is asked for again.</summary>
    /// <value>From 100 ms to 5 min, both included. The default is 1.5 s: a name that appears is found within 2 s.</value>
    public TimeSpan MaxNegativeTtl { get; set; } = TimeSpan.FromSeconds(1.5);

    /// <summary>Gets or sets the name whose SRV records <c>DnsSrv</c> asks for.</summary>
    /// <value>
    /// A DNS name with <c>{service}</c> and, where wanted, <c>{endpoint}</c>, the named endpoint or the scheme, and <c>{suffix}</c>.
    /// The default is <c>_{endpoint}._tcp.{service}.{suffix}</c>; Consul has <c>{service}.service.consul</c>.
    /// </value>
    public string SrvName { get; set; } = SrvPattern.Default;

    /// <summary>Gets or sets what stands for <c>{suffix}</c> in <see cref="SrvName"/>.</summary>
    /// <value>
    /// A DNS name, as <c>default.svc.cluster.local</c>. By default the first <c>search</c> of <c>/etc/resolv.conf</c>, else <c>{namespace}.svc.cluster.local</c>
    /// in a pod of Kubernetes.
    /// </value>
    public string Suffix { get; set; } = string.Empty;

    private static void CheckServers(DnsOptions options, OptionsCheck check)
    {
        check.Require(options.Servers.Count <= MaxServers, nameof(Servers), $"must have at most {MaxServers} entries", options.Servers.Count);
        for (var i = 0; i < options.Servers.Count; i++)
        {
            check.Require(ServerAddress.TryParse(options.Servers[i], out _), $"{nameof(Servers)}:{i}", ServerAddress.Rule, options.Servers[i]);
        }
    }
}
