using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Discovery.Consul.Registration;

/// <summary>Fills what our own configuration leaves open from the keys of Steeltoe, for services that come from there.</summary>
internal static class SteeltoeKeys
{
    private const string Section = "Consul";
    private const string Discovery = Section + ":Discovery:";
    private const string DefaultHost = "localhost";
    private const string DefaultPort = "8500";

    public static bool AreSet(IConfiguration configuration) => configuration.GetSection(Section).Exists();

    /// <summary>Fills how Consul is reached.</summary>
    public static void Fill(ConsulOptions options, IConfiguration configuration)
    {
        if (AreSet(configuration))
        {
            Fill(options, new SteeltoeReader(configuration, ConsulOptions.SectionName));
        }
    }

    /// <summary>Fills how the service is registered.</summary>
    public static void Fill(ConsulRegistrationOptions options, IConfiguration configuration) => Fill(options, new SteeltoeReader(configuration, ConsulRegistrationOptions.SectionName));

    /// <summary>Says which keys were taken over, and which have no effect.</summary>
    public static void Report(IConfiguration configuration, ILogger logger)
    {
        if (!AreSet(configuration))
        {
            return;
        }

        var connection = new SteeltoeReader(configuration, ConsulOptions.SectionName);
        var registration = new SteeltoeReader(configuration, ConsulRegistrationOptions.SectionName);
        var variables = new ConsulOptions();
        Agent.ConsulVariables.Fill(variables, configuration);
        Fill(variables, connection);
        Fill(new ConsulRegistrationOptions(), registration);
        HashSet<string> taken = new([.. connection.Taken, .. registration.Taken], StringComparer.OrdinalIgnoreCase);
        List<string> others = [];
        foreach (var (key, value) in configuration.GetSection(Section).AsEnumerable())
        {
            if (value is { Length: > 0 } && !taken.Contains(key))
            {
                others.Add(key);
            }
        }

        if (taken.Count > 0)
        {
            logger.SteeltoeTaken(string.Join(", ", taken.Order(StringComparer.Ordinal)));
        }

        if (others.Count > 0)
        {
            logger.SteeltoeWithoutEffect(string.Join(", ", others.Order(StringComparer.Ordinal)));
        }
    }

    private static void Fill(ConsulOptions options, SteeltoeReader keys)
    {
        // Like Steeltoe, which looks at localhost where its sections say nothing else.
        if (options.Address is null && !keys.IsSet(nameof(options.Address)) && keys.IsMeant)
        {
            var host = keys.Text("Consul:Host") ?? DefaultHost;
            options.Address = $"{keys.Text("Consul:Scheme") ?? "http"}://{(host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host)}:{keys.Text("Consul:Port") ?? DefaultPort}";
        }

        if (options.TokenFile is null && options.Token is null)
        {
            keys.Take("Consul:Token", nameof(options.Token), text => options.Token = text);
        }

        keys.Take("Consul:Datacenter", nameof(options.Datacenter), text => options.Datacenter = text);
        keys.TakeDuration("Consul:WaitTime", nameof(options.WaitTime), time => options.WaitTime = Between(ConsulOptions.MinWaitTime, time, ConsulOptions.MaxWaitTime));
        keys.Take(Discovery + "DefaultQueryTag", nameof(options.Filter), tag => options.Filter = $"Service.Tags contains \"{tag}\"");
    }

    private static void Fill(ConsulRegistrationOptions options, SteeltoeReader keys)
    {
        FillIdentity(options, keys);
        FillAddress(options, keys);
        FillCheck(options, keys);
        keys.TakeBoolean(Discovery + "Enabled", nameof(options.Enabled), value => options.Enabled &= value);
        keys.TakeBoolean(Discovery + "Register", nameof(options.Enabled), value => options.Enabled &= value);
        keys.TakeBoolean(Discovery + "Deregister", nameof(options.Leave), value => options.Leave = value ? ConsulLeaveMode.Deregister : ConsulLeaveMode.Keep);

        // What it asks for is what always happens here.
        keys.TakeIf(Discovery + "FailFast", false);
        keys.TakeIf(Discovery + "RegisterHealthCheck", true);
    }

    private static void FillIdentity(ConsulRegistrationOptions options, SteeltoeReader keys)
    {
        keys.Take(Discovery + "ServiceName", nameof(options.Name), text => options.Name = text);
        keys.Take(Discovery + "InstanceId", nameof(options.Id), text => options.Id = text);
        keys.TakeList(Discovery + "Tags", nameof(options.Tags), options.Tags.Add);
        keys.TakeMap(Discovery + "Metadata", nameof(options.Meta), (key, text) => options.Meta.TryAdd(key, text));
        var zone = keys.Text(Discovery + "DefaultZoneMetadataName") ?? "zone";
        keys.Take(Discovery + "InstanceZone", $"{nameof(options.Meta)}:{zone}", text =>
        {
            options.Meta.TryAdd(zone, text);
            options.Meta.TryAdd("zone", text);
        });
        keys.Take(Discovery + "InstanceGroup", $"{nameof(options.Meta)}:group", text => options.Meta.TryAdd("group", text));
    }

    private static void FillAddress(ConsulRegistrationOptions options, SteeltoeReader keys)
    {
        keys.TakeWholeNumber(Discovery + "Port", nameof(options.Port), port => options.Port = port);
        keys.Take(Discovery + "Scheme", nameof(options.Scheme), text => options.Scheme = text.ToLowerInvariant());
        keys.TakeIf(Discovery + "UseAspNetCoreUrls", true);
        keys.TakeIf(Discovery + "UseNetworkInterfaces", true);
        var prefersAddress = false;
        keys.TakeBoolean(Discovery + "PreferIPAddress", nameof(options.PreferHostName), value => (prefersAddress, options.PreferHostName) = (value, !value));
        keys.Take(Discovery + (prefersAddress ? "IPAddress" : "HostName"), nameof(options.Address), text => options.Address = text);
    }

    private static void FillCheck(ConsulRegistrationOptions options, SteeltoeReader keys)
    {
        keys.TakeBoolean(Discovery + "Heartbeat:Enabled", nameof(options.Check), value => options.Check = value ? ConsulCheckKind.Ttl : ConsulCheckKind.Http);
        keys.TakeDuration(
            Discovery + "Heartbeat:TtlValue",
            nameof(options.Ttl),
            time => options.Ttl = Between(ConsulRegistrationOptions.MinTtl, time, ConsulRegistrationOptions.MaxTtl),
            unit: keys.Text(Discovery + "Heartbeat:TtlUnit") ?? "s");
        keys.Take(Discovery + "HealthCheckPath", nameof(options.CheckPath), text => options.CheckPath = text);
        keys.TakeDuration(
            Discovery + "HealthCheckInterval",
            nameof(options.CheckInterval),
            time => options.CheckInterval = Between(ConsulRegistrationOptions.MinCheckInterval, time, ConsulRegistrationOptions.MaxCheckInterval));
        keys.TakeDuration(
            Discovery + "HealthCheckTimeout",
            nameof(options.CheckTimeout),
            time => options.CheckTimeout = Between(ConsulRegistrationOptions.MinCheckTimeout, time, ConsulRegistrationOptions.MaxCheckTimeout));
        keys.TakeDuration(
            Discovery + "HealthCheckCriticalTimeout",
            nameof(options.DeregisterAfter),
            time => options.DeregisterAfter = Between(ConsulRegistrationOptions.MinDeregisterAfter, time, ConsulRegistrationOptions.MaxDeregisterAfter));
    }

    private static TimeSpan Between(TimeSpan min, TimeSpan time, TimeSpan max) => time < min ? min : time > max ? max : time;
}
