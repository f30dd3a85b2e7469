using System.Net;
using CloudNative.Sdk.Facts;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Core;

/// <summary>Configures the ops server, the small second server that answers probes, scrapes and people.</summary>
/// <remarks>Configuration section: <c>CloudNative:Ops</c>.</remarks>
public sealed class OpsOptions
{
    internal const string SectionName = "CloudNative:Ops";
    internal const int MinPort = 0;
    internal const int MaxPort = 65535;
    internal const string AnyAddress = "*";
    internal const string LoopbackAddress = "localhost";

    internal static readonly OptionsBinding<OpsOptions> Binding = new(SectionName, table => table
        .WholeNumber(nameof(Port), o => o.Port, (o, value) => o.Port = value, MinPort, MaxPort)
        .Text(nameof(Address), o => o.Address, (o, value) => o.Address = value, "must be an IP address, '*' or 'localhost'", IsAddress)
        .Boolean(nameof(Enabled), (o, value) => o.Enabled = value)
        .Boolean(nameof(AllowChanges), (o, value) => o.AllowChanges = value)
        .TextList(nameof(ShownConfiguration), o => o.ShownConfiguration), SetDefaults);

    /// <summary>Gets or sets the port that the ops server listens on.</summary>
    /// <value>From 0 to 65535, both included; 0 takes a free one. The default is 8081.</value>
    public int Port { get; set; } = OperationDefaults.OpsPort;

    /// <summary>Gets or sets the address that the ops server listens on.</summary>
    /// <value>An IP address, <c>*</c> for all, or <c>localhost</c>. The default is <c>*</c>, and <c>localhost</c> in Development.</value>
    public string Address { get; set; } = AnyAddress;

    /// <summary>Gets or sets whether there is an ops server.</summary>
    /// <value>The default is <see langword="true"/>. Set it to <see langword="false"/> where <c>MapCloudNative()</c> serves the endpoints.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>Gets or sets whether POST, PUT and DELETE requests may change the running service.</summary>
    /// <value>The default is <see langword="false"/>, and <see langword="true"/> in Development.</value>
    public bool AllowChanges { get; set; }

    /// <summary>Gets the sections of the configuration whose values <c>/config</c> and the page show outside Development, beside those of the SDK and of ASP.NET Core.</summary>
    /// <value>Sections or whole keys, as <c>Shop:Orders</c>. Empty by default. What looks like a secret is masked all the same.</value>
    public IList<string> ShownConfiguration { get; } = [];

    private static void SetDefaults(OpsOptions options, IHostEnvironment environment)
    {
        options.Address = environment.IsDevelopment() ? LoopbackAddress : AnyAddress;
        options.AllowChanges = environment.IsDevelopment();
    }

    private static bool IsAddress(string text) => text is AnyAddress or LoopbackAddress || IPAddress.TryParse(text, out _);
}
