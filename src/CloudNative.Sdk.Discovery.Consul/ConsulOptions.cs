using CloudNative.Sdk.Core;
using CloudNative.Sdk.Discovery.Consul.Agent;
using CloudNative.Sdk.Discovery.Consul.Registration;
using CloudNative.Sdk.Secrets;
using Microsoft.Extensions.Configuration;

namespace CloudNative.Sdk.Discovery.Consul;

/// <summary>Configures how Consul is reached, and how its answers are used.</summary>
/// <remarks>
/// Configuration section: <c>CloudNative:Discovery:Consul</c>. Where a key is absent, the variable of Consul's own tools counts: <c>CONSUL_HTTP_ADDR</c>,
/// <c>CONSUL_HTTP_TOKEN</c>, <c>CONSUL_HTTP_TOKEN_FILE</c>, <c>CONSUL_HTTP_SSL</c>, <c>CONSUL_CACERT</c>, <c>CONSUL_CLIENT_CERT</c>, <c>CONSUL_CLIENT_KEY</c>,
/// <c>CONSUL_NAMESPACE</c>. All are read once, when the host starts; <see cref="TokenFile"/> is read again for each request.
/// </remarks>
public sealed class ConsulOptions
{
    internal const string SectionName = "CloudNative:Discovery:Consul";
    internal const long MinMaxResponseBytes = 64 * 1024;
    internal const long MaxMaxResponseBytes = 256 * 1024 * 1024;
    internal static readonly TimeSpan MinRequestTimeout = TimeSpan.FromMilliseconds(100);
    internal static readonly TimeSpan MaxRequestTimeout = TimeSpan.FromMinutes(1);
    internal static readonly TimeSpan MinWaitTime = TimeSpan.FromSeconds(1);
    internal static readonly TimeSpan MaxWaitTime = TimeSpan.FromMinutes(10);
    internal static readonly TimeSpan MinMaxStaleness = TimeSpan.FromMilliseconds(10);
    internal static readonly TimeSpan MaxMaxStaleness = TimeSpan.FromHours(1);

    internal static readonly TimeSpan MinRestartGrace = TimeSpan.Zero;
    internal static readonly TimeSpan MaxRestartGrace = TimeSpan.FromHours(1);

    internal static readonly OptionsBinding<ConsulOptions> Binding = new(
        SectionName,
        table => table
            .Text(nameof(Address), o => o.Address ?? string.Empty, (o, value) => o.Address = value)
            .Text(nameof(Token), o => string.Empty, (o, value) => o.Token = value)
            .Text(nameof(TokenFile), o => o.TokenFile ?? string.Empty, (o, value) => o.TokenFile = value)
            .Text(nameof(Datacenter), o => o.Datacenter ?? string.Empty, (o, value) => o.Datacenter = value)
            .TextList(nameof(Datacenters), o => o.Datacenters)
            .Text(nameof(Namespace), o => o.Namespace ?? string.Empty, (o, value) => o.Namespace = value)
            .Text(nameof(CaFile), o => o.CaFile ?? string.Empty, (o, value) => o.CaFile = value)
            .Text(nameof(ClientCertificateFile), o => o.ClientCertificateFile ?? string.Empty, (o, value) => o.ClientCertificateFile = value)
            .Text(nameof(ClientKeyFile), o => o.ClientKeyFile ?? string.Empty, (o, value) => o.ClientKeyFile = value)
            .Text(nameof(Filter), o => o.Filter ?? string.Empty, (o, value) => o.Filter = value)
            .Text(nameof(TaggedAddress), o => o.TaggedAddress ?? string.Empty, (o, value) => o.TaggedAddress = value)
            .Duration(nameof(RequestTimeout), o => o.RequestTimeout, (o, value) => o.RequestTimeout = value, MinRequestTimeout, MaxRequestTimeout)
            .Duration(nameof(WaitTime), o => o.WaitTime, (o, value) => o.WaitTime = value, MinWaitTime, MaxWaitTime)
            .Duration(nameof(MaxStaleness), o => o.MaxStaleness, (o, value) => o.MaxStaleness = value, MinMaxStaleness, MaxMaxStaleness)
            .Duration(nameof(RestartGrace), o => o.RestartGrace, (o, value) => o.RestartGrace = value, MinRestartGrace, MaxRestartGrace)
            .Boolean(nameof(Routing), (o, value) => o.Routing = value)
            .Text(nameof(KeyPrefix), o => o.KeyPrefix, (o, value) => o.KeyPrefix = value, "must be a path without a slash at its beginning", IsKeyPrefix)
            .ByteCount(nameof(MaxResponseBytes), o => o.MaxResponseBytes, (o, value) => o.MaxResponseBytes = value, MinMaxResponseBytes, MaxMaxResponseBytes)
            .Rule(CheckAddress)
            .Rule(CheckToken)
            .Rule(CheckFiles),
        others: new(configuration => ConsulVariables.AreSet(configuration) || SteeltoeKeys.AreSet(configuration), Fill));

    /// <summary>Gets or sets where Consul's HTTP interface is, as a rule that of the agent on the same machine.</summary>
    /// <value><c>http://host:port</c> or <c>https://host:port</c>. The default is null: Consul is not used, and nothing of it runs.</value>
    public string? Address { get; set; }

    /// <summary>Gets or sets the token that every request carries. A secret: it is never logged or shown.</summary>
    /// <value>Visible ASCII characters. The default is null: no token.</value>
    public string? Token { get; set; }

    /// <summary>Gets or sets the file that holds the token, instead of <see cref="Token"/>; it may be replaced while the service runs.</summary>
    /// <value>A path; white space around the token is left out. The default is null.</value>
    public string? TokenFile { get; set; }

    /// <summary>Gets or sets the data centre that is asked, as Consul calls it.</summary>
    /// <value>The default is null: that of the agent.</value>
    public string? Datacenter { get; set; }

    /// <summary>Gets the data centres whose instances are used, in this order: those of a later one only where the earlier ones have none that can be called.</summary>
    /// <value>Names; a name given again counts once. The default is empty: only <see cref="Datacenter"/>.</value>
    public IList<string> Datacenters { get; } = [];

    /// <summary>Gets or sets the namespace (Consul Enterprise).</summary>
    /// <value>The default is null: that of the token.</value>
    public string? Namespace { get; set; }

    /// <summary>Gets or sets the file with the certificates that sign Consul's, in PEM.</summary>
    /// <value>A path. The default is null: those that the system trusts.</value>
    public string? CaFile { get; set; }

    /// <summary>Gets or sets the file with the certificate that the service shows to Consul, in PEM.</summary>
    /// <value>A path. The default is null: none.</value>
    public string? ClientCertificateFile { get; set; }

    /// <summary>Gets or sets the file with the private key of <see cref="ClientCertificateFile"/>, in PEM.</summary>
    /// <value>A path. The default is null: the key is in the file of the certificate.</value>
    public string? ClientKeyFile { get; set; }

    /// <summary>Gets or sets what the instances of every service must fulfil, in Consul's language: <c>Service.Tags contains "v1"</c>.</summary>
    /// <value>The default is null: no condition.</value>
    public string? Filter { get; set; }

    /// <summary>Gets or sets which of an instance's tagged addresses is called, where it has that one: <c>wan</c>, <c>lan_ipv6</c>.</summary>
    /// <value>The default is null: <c>wan</c> in other data centres than the first, else the address of the service.</value>
    public string? TaggedAddress { get; set; }

    /// <summary>Gets or sets how long Consul may take to answer, beyond the time that it was asked to wait for a change.</summary>
    /// <value>From 100 ms to 1 min, both included. The default is 5 s.</value>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets how long Consul holds a request until there is a change; then the state is confirmed.</summary>
    /// <value>From 1 s to 10 min, both included. The default is 1 min.</value>
    public TimeSpan WaitTime { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Gets or sets how long ago the server that answers may have heard of its leader; beyond that the leader is asked, and where there is none, the old answer is used.
    /// </summary>
    /// <value>From 10 ms to 1 h, both included. The default is 10 s.</value>
    public TimeSpan MaxStaleness { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets how long instances stay in use that Consul has forgotten together with its other data: the time to register again.</summary>
    /// <value>From 0 (they are gone at once) to 1 h, both included. The default is 1 min. An instance that is deregistered or critical is gone at once.</value>
    public TimeSpan RestartGrace { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets or sets how long an answer of Consul may be, in bytes; a longer one counts as a failure.</summary>
    /// <value>From 65536 to 268435456, both included. The default is 8388608 (8 MiB), some thousands of instances.</value>
    public long MaxResponseBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>Gets or sets whether settings of <c>CloudNative:Discovery:Services</c> are read from Consul's key-value store, and followed there.</summary>
    /// <value>The default is <see langword="false"/>. They count before all sources of configuration that were added earlier.</value>
    public bool Routing { get; set; }

    /// <summary>
    /// Gets or sets below which key: <c>cloudnative/discovery/catalog/Subsets/green/Weight</c> is <c>CloudNative:Discovery:Services:catalog:Subsets:green:Weight</c>.
    /// </summary>
    /// <value>A path without a slash at its beginning. The default is <c>cloudnative/discovery/</c>.</value>
    public string KeyPrefix { get; set; } = "cloudnative/discovery/";

    private static bool IsKeyPrefix(string prefix) => prefix.Length > 0 && prefix[0] != '/';

    private static void Fill(ConsulOptions options, IConfiguration configuration)
    {
        ConsulVariables.Fill(options, configuration);
        SteeltoeKeys.Fill(options, configuration);
    }

    private static void CheckAddress(ConsulOptions options, OptionsCheck check)
    {
        if (options.Address is { } address && !Agent.ConsulAddress.TryParse(address, out _))
        {
            check.Require(false, nameof(Address), "must be http://host:port or https://host:port", SecretText.Hide(address));
        }
    }

    private static void CheckToken(ConsulOptions options, OptionsCheck check)
    {
        check.Require(options.Token is null || IsVisibleAscii(options.Token), nameof(Token), "must hold visible ASCII characters and no others", SecretText.Mask);
        check.Require(options.Token is null || options.TokenFile is null, nameof(TokenFile), $"must not be set together with {SectionName}:{nameof(Token)}", options.TokenFile);
    }

    private static void CheckFiles(ConsulOptions options, OptionsCheck check) =>
        check.Require(
            options.ClientKeyFile is null || options.ClientCertificateFile is not null,
            nameof(ClientKeyFile),
            $"must stand beside {SectionName}:{nameof(ClientCertificateFile)}",
            options.ClientKeyFile);

    internal static bool IsVisibleAscii(string token)
    {
        foreach (var character in token)
        {
            if (character is <= ' ' or > '~')
            {
                return false;
            }
        }

        return token.Length > 0;
    }
}
