using System.Globalization;
using CloudNative.Sdk.Analyzers.Generation.Sources;
using CloudNative.Sdk.Analyzers.Semantics;

namespace CloudNative.Sdk.Analyzers.Rules.Discovery;

/// <summary>Tells a text that names one place in one network: this machine, a private address, a name in a cluster.</summary>
internal static class LiteralAddress
{
    private static readonly HashSet<string> Schemes = new(StringComparer.Ordinal)
    {
        "http", "https", "ws", "wss", "grpc", "grpcs", "amqp", "amqps", "redis", "rediss", "nats", "tcp", "kafka", "mongodb",
    };

    /// <summary>Returns whether the text may be an address at all; cheap, for every text of a program.</summary>
    public static bool MayBe(string text) => text.Length is > 5 and < 300 && text.IndexOf(':') > 0 && text.IndexOf(' ') < 0 && text.IndexOf('\\') < 0;

    /// <summary>Returns whether it is the literal address of a service; the host may be followed by text that is not known.</summary>
    public static bool Is(string text)
    {
        if (text.IndexOf("://", StringComparison.Ordinal) > 0)
        {
            // A port that is filled in at run time changes nothing about the host.
            return ServiceAddress.TryParse(text.EndsWith(":", StringComparison.Ordinal) ? text + "1" : text) is { } address && Schemes.Contains(address.Scheme)
                && IsPlace(address.Host, address.Port is not null);
        }

        // The first of a list of brokers.
        var first = text.Split(',')[0];
        var colon = first.IndexOf(':');
        return colon > 0 && IsPort(first.Substring(colon + 1)) && IsPlace(first.Substring(0, colon).ToLowerInvariant(), hasPort: true);
    }

    /// <summary>Returns whether the text is nothing but a host that is one place in one network; a name of one label may be anything.</summary>
    public static bool IsBareHost(string text) => text.Length is > 5 and < 100 && text.IndexOf('/') < 0 && (HostName.IsLoopback(text) || HostName.IsPrivate(text) || HostName.IsClusterName(text));

    private static bool IsPlace(string host, bool hasPort) =>
        HostName.IsLoopback(host) || HostName.IsPrivate(host) || HostName.IsClusterName(host) || (hasPort && HostName.IsSingleLabel(host));

    private static bool IsPort(string text) => text.Length is >= 2 and <= 5 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535;
}
