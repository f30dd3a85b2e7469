using System.IO.Enumeration;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using SystemDns = System.Net.Dns;

namespace CloudNative.Sdk.Discovery.Consul.Registration;

/// <summary>Chooses the address by which others reach the service.</summary>
internal static class AdvertisedAddress
{
    /// <summary>Gets an IP address or a host name, or an empty text for the address of Consul's node.</summary>
    /// <param name="options">What the configuration says.</param>
    /// <param name="boundHost">The host that the server listens on, as Kestrel states it; null for a worker.</param>
    /// <param name="podAddress">The address of the pod, or null.</param>
    /// <param name="agent">The agent.</param>
    /// <param name="cancellationToken">Ends the look-up of the agent's name.</param>
    /// <exception cref="AddressException">No network interface is as wanted.</exception>
    /// <exception cref="LoopbackException">The server is bound to the loopback, and the agent is on another machine.</exception>
    public static async Task<string> OfAsync(ConsulRegistrationOptions options, string? boundHost, string? podAddress, Uri agent, CancellationToken cancellationToken)
    {
        if (options.Address is { Length: > 0 } stated)
        {
            return stated.Trim('[', ']');
        }

        if (options.PreferHostName)
        {
            return SystemDns.GetHostName();
        }

        if (options.NetworkInterface is { Length: > 0 } pattern)
        {
            return OfInterface(pattern);
        }

        if (SingleAddress(boundHost) is { } bound)
        {
            return !IPAddress.IsLoopback(bound) || await IsHereAsync(agent, cancellationToken).ConfigureAwait(false)
                ? bound.ToString()
                : throw new LoopbackException(
                    $"the server listens on '{boundHost}' only, which the agent at '{agent.GetLeftPart(UriPartial.Authority)}' would give to callers on other machines, and they "
                    + $"would call themselves. Listen on all addresses (http://*:port), or set {ConsulRegistrationOptions.SectionName}:{nameof(ConsulRegistrationOptions.Address)} to what others call");
        }

        return podAddress is { Length: > 0 } ? podAddress : await OfRouteAsync(agent, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gets the address that the server is bound to, unless it is bound to all.</summary>
    private static IPAddress? SingleAddress(string? host)
    {
        if (host == "localhost")
        {
            return IPAddress.Loopback;
        }

        return IPAddress.TryParse(host?.Trim('[', ']'), out var address) && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any) ? address : null;
    }

    private static string OfInterface(string pattern)
    {
        var interfaces = NetworkInterface.GetAllNetworkInterfaces();
        foreach (var candidate in interfaces)
        {
            if (FileSystemName.MatchesSimpleExpression(pattern, candidate.Name)
                && candidate.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown
                && AddressOf(candidate) is { } address)
            {
                return address.ToString();
            }
        }

        throw new AddressException(
            $"{ConsulRegistrationOptions.SectionName}:{nameof(ConsulRegistrationOptions.NetworkInterface)} must name an interface that is up and has an address, but was "
            + $"'{pattern}'; there are: {string.Join(", ", interfaces.Select(known => known.Name))}");
    }

    /// <summary>Gets the first IPv4 address, else the first IPv6 address that is known beyond its link.</summary>
    private static IPAddress? AddressOf(NetworkInterface candidate)
    {
        IPAddress? found = null;
        foreach (var entry in candidate.GetIPProperties().UnicastAddresses)
        {
            if (entry.Address.AddressFamily == AddressFamily.InterNetwork)
            {
                return entry.Address;
            }

            found ??= entry.Address.IsIPv6LinkLocal ? null : entry.Address;
        }

        return found;
    }

    /// <summary>Gets the address by which this machine talks to the agent, or an empty text where that is the loopback.</summary>
    private static async Task<string> OfRouteAsync(Uri agent, CancellationToken cancellationToken)
    {
        if (agent.IsLoopback)
        {
            return string.Empty;
        }

        return await RouteAsync(agent, cancellationToken).ConfigureAwait(false) switch
        {
            // No way to the agent now: the registration will fail, and all of this is done again.
            null => SystemDns.GetHostName(),
            var (local, _) when IPAddress.IsLoopback(local) => string.Empty,
            var (local, _) => local.ToString(),
        };
    }

    /// <summary>Tells whether the agent is on this machine: then the way to it ends where it begins.</summary>
    private static async ValueTask<bool> IsHereAsync(Uri agent, CancellationToken cancellationToken) =>
        agent.IsLoopback
        || (await RouteAsync(agent, cancellationToken).ConfigureAwait(false) is var (local, remote) && (IPAddress.IsLoopback(remote) || local.Equals(remote)));

    /// <summary>Asks the system by which of its addresses it would talk to the agent; nothing is sent.</summary>
    /// <returns>Null where there is no way to the agent.</returns>
    private static async Task<(IPAddress Local, IPAddress Remote)?> RouteAsync(Uri agent, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var address in await SystemDns.GetHostAddressesAsync(agent.IdnHost, cancellationToken).ConfigureAwait(false))
            {
                if (IPAddress.IsLoopback(address))
                {
                    return (address, address);
                }

                using var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
                await socket.ConnectAsync(address, agent.Port, cancellationToken).ConfigureAwait(false);
                if (socket.LocalEndPoint is IPEndPoint local)
                {
                    return (local.Address, address);
                }
            }
        }
        catch (SocketException)
        {
            // Null says so.
        }

        return null;
    }
}
