using System.Diagnostics.Metrics;

namespace CloudNative.Sdk.Telemetry.Signals;

/// <summary>
/// The meters and activity sources that every service collects. Named one by one: .NET has meters for its own diagnosis that nobody wants by
/// surprise, and one pattern among the names makes OpenTelemetry compile a regular expression at start.
/// </summary>
internal static class BuiltInSignals
{
    public const string HostingMeter = "Microsoft.AspNetCore.Hosting";

    public static readonly string[] Meters =
    [
        "Microsoft.AspNetCore.Authentication",
        "Microsoft.AspNetCore.Authorization",
        "Microsoft.AspNetCore.Diagnostics",
        HostingMeter,
        "Microsoft.AspNetCore.Http.Connections",
        "Microsoft.AspNetCore.Identity",
        "Microsoft.AspNetCore.RateLimiting",
        "Microsoft.AspNetCore.Routing",
        KestrelMeter,
        "System.Net.Http",
        "System.Net.NameResolution",
        "System.Runtime",
        .. Features,
    ];

    public static readonly string[] Sources =
    [
        "Microsoft.AspNetCore",
        "System.Net.Http",
        .. Features,
    ];

    private const string KestrelMeter = "Microsoft.AspNetCore.Server.Kestrel";

    /// <summary>The address of each peer makes a series for each pod there ever was.</summary>
    public static readonly string[] PeerAddressInstruments = ["http.client.open_connections", "http.client.connection.duration"];

    public const string PeerAddressTag = "network.peer.address";

    /// <summary>
    /// Tells Kestrel's instruments of the ops server from those of the application's server: only the latter are made by the host's meter factory.
    /// </summary>
    public static bool IsOfOtherServer(Instrument instrument, IMeterFactory host) =>
        instrument.Meter.Name == KestrelMeter && !ReferenceEquals(instrument.Meter.Scope, host);

    /// <summary>The SDK's features: their meters, sources and assemblies have one name.</summary>
    public static string[] Features =>
    [
        "CloudNative.Sdk.Core",
        "CloudNative.Sdk.Discovery",
        "CloudNative.Sdk.Discovery.Consul",
        "CloudNative.Sdk.Health",
        "CloudNative.Sdk.Resiliency",
        "CloudNative.Sdk.Telemetry",
    ];
}
