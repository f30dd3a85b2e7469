using System.Globalization;
using CloudNative.Sdk.Core;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Discovery.Consul.Registration;

/// <summary>Finds out what to register, from the options and from what the service really listens on.</summary>
internal sealed class ServiceEntries(
    IServiceProvider services,
    IOptions<DiscoveryOptions> discovery,
    IOptions<ConsulOptions> consul,
    IOptions<ConsulRegistrationOptions> options,
    IConfiguration configuration,
    IOpsServer ops)
{
    private const string ReadyPath = "/healthz/ready";

    /// <summary>Gets what to register once the servers listen, or null where nothing listens and no port is stated.</summary>
    /// <exception cref="AddressException">The address cannot be told.</exception>
    /// <exception cref="LoopbackException">Others could not reach the address.</exception>
    public async Task<ServiceEntry?> CurrentAsync(CancellationToken cancellationToken)
    {
        var settings = options.Value;
        var bindings = Bindings();
        var binding = bindings.Find(binding => settings.Scheme is not { Length: > 0 } scheme || binding.Scheme == scheme) ?? bindings.FirstOrDefault();
        if (settings.Port is null && binding is null)
        {
            return null;
        }

        var identity = services.GetRequiredService<ServiceIdentity>();
        var agent = new Uri(consul.Value.Address!);
        var host = await AdvertisedAddress.OfAsync(settings, binding?.Host, configuration["POD_IP"], agent, cancellationToken).ConfigureAwait(false);
        var port = settings.Port ?? binding!.Port;
        var scheme = settings.Scheme is { Length: > 0 } stated ? stated : binding?.Scheme ?? "http";
        var name = settings.Name ?? identity.Name;
        return new ServiceEntry(
            settings.Id ?? $"{name}-{identity.InstanceId}", name, host, port, [.. settings.Tags], Meta(settings, identity, scheme), CheckUri(settings, host, port, scheme));
    }

    /// <summary>The addresses of the application's server; a worker has none.</summary>
    private List<BindingAddress> Bindings()
    {
        List<BindingAddress> bindings = [];
        foreach (var text in services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses ?? [])
        {
            if (BindingAddress.Parse(text) is { IsUnixPipe: false, IsNamedPipe: false, Port: > 0 } binding)
            {
                bindings.Add(binding);
            }
        }

        return bindings;
    }

    private Dictionary<string, string> Meta(ConsulRegistrationOptions settings, ServiceIdentity identity, string scheme)
    {
        var meta = new Dictionary<string, string>(settings.Meta, StringComparer.OrdinalIgnoreCase);
        Add("version", identity.Version);
        Add("commit", identity.Commit);
        Add("branch", identity.Branch);
        Add("zone", discovery.Value.Zone ?? identity.Zone);
        Add("colour", settings.Colour is { Length: > 0 } colour ? colour : configuration["CLOUDNATIVE_COLOUR"]);
        Add("scheme", scheme);
        Add("secure", scheme == "https" ? "true" : "false");
        Add("ops_port", ops.Port?.ToString(CultureInfo.InvariantCulture));
        return meta;

        void Add(string key, string? value)
        {
            if (value is { Length: > 0 and <= ConsulRegistrationOptions.MaxMetaText })
            {
                meta.TryAdd(key, value);
            }
        }
    }

    private string? CheckUri(ConsulRegistrationOptions settings, string host, int port, string scheme)
    {
        if (settings.Check != ConsulCheckKind.Http)
        {
            return null;
        }

        // Without an address of its own the service is on the machine of the agent.
        var asked = host.Length == 0 ? "127.0.0.1" : host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host;
        return settings.CheckPath is { Length: > 0 } path
            ? $"{scheme}://{asked}:{port}{path}"
            : ops.Port is { } opsPort ? $"http://{asked}:{opsPort}{ReadyPath}" : $"{scheme}://{asked}:{port}{ReadyPath}";
    }
}
