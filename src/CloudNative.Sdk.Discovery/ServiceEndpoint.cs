using System.Collections.ObjectModel;

namespace CloudNative.Sdk.Discovery;

/// <summary>One instance of a service, as a source names it; immutable.</summary>
/// <param name="host">The address that is connected to: a DNS name or an IP address, an IPv6 address without brackets.</param>
/// <param name="port">The port, 1 to 65535, or 0 for the default port of the scheme.</param>
public sealed class ServiceEndpoint(string host, int port)
{
    private string? _id;
    private int _weight = 1;

    /// <summary>Gets the address that is connected to.</summary>
    public string Host { get; } = NotEmpty(host);

    /// <summary>Gets the port; 0 stands for the default port of the scheme.</summary>
    public int Port { get; } = port is >= 0 and <= ushort.MaxValue ? port : throw new ArgumentOutOfRangeException(nameof(port), port, "must be 0 to 65535");

    /// <summary>Gets what the instance is known by: what was seen of an instance stays with it as long as its id, address and port do.</summary>
    /// <value>Unique within the service; by default host and port.</value>
    public string Id
    {
        get => _id ??= $"{Host}:{Port}";
        init => _id = value;
    }

    /// <summary>Gets the scheme, or null where the URI of the request decides.</summary>
    public string? Scheme { get; init; }

    /// <summary>Gets the path that stands before the path of a request, with a slash at its beginning and none at its end; by default empty.</summary>
    public string Path { get; init; } = string.Empty;

    /// <summary>Gets the name that requests state in <c>Host</c> and TLS asks a certificate for, or null for <see cref="Host"/>.</summary>
    /// <remarks>A source that names IP addresses sets it to the name of the service, whose certificate the instances have.</remarks>
    public string? HostName { get; init; }

    /// <summary>Gets the share of calls against that of the other instances: 0 to 65535, by default 1.</summary>
    /// <value>0 is for an instance that is called only where all others have 0 too.</value>
    public int Weight
    {
        get => _weight;
        init => _weight = value is >= 0 and <= ushort.MaxValue ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "must be 0 to 65535");
    }

    /// <summary>Gets the priority: instances of a higher number are called only when none of the lower ones is available. By default 0.</summary>
    public int Priority { get; init; }

    /// <summary>Gets the zone of the instance, or null.</summary>
    public string? Zone { get; init; }

    /// <summary>Gets the data centre of the instance, or null.</summary>
    public string? DataCenter { get; init; }

    /// <summary>Gets what else is known of the instance, as <c>version</c> and <c>colour</c>; names are compared without regard to case.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Gets host and port for people.</summary>
    public override string ToString() => $"{Host}:{Port}";

    internal bool HasSameContent(ServiceEndpoint other) =>
        (Id, Host, Port, Scheme, Path, HostName) == (other.Id, other.Host, other.Port, other.Scheme, other.Path, other.HostName)
        && (Weight, Priority, Zone, DataCenter) == (other.Weight, other.Priority, other.Zone, other.DataCenter)
        && Metadata.Count == other.Metadata.Count
        && Metadata.All(pair => other.Metadata.TryGetValue(pair.Key, out var value) && value == pair.Value);

    private static string NotEmpty(string host)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(host);
        return host;
    }
}
