using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Settings;

/// <summary>Reads <c>service.yaml</c>, and reports all that is wrong with it in one go.</summary>
internal sealed class ServiceFile(ObjectReader root, DiagnosticBag diagnostics)
{
    public const string ApiVersion = "cloudnative/v1";
    public const int MaxInstances = 1000;
    public static readonly TimeSpan MaxShutdownTime = TimeSpan.FromHours(1);

    /// <summary>The longest drain that the service itself accepts.</summary>
    public static readonly TimeSpan MaxDrain = TimeSpan.FromMinutes(10);

    /// <summary>Reads the mapping of a file; null when it has none, which is then reported.</summary>
    public static YamlObject? Parse(SourceText file, DiagnosticBag diagnostics)
    {
        var node = YamlReader.Read(file.Name, file.Text, diagnostics);
        if (node is YamlObject mapping)
        {
            return mapping;
        }

        if (node is not null and not YamlText { IsNull: true })
        {
            diagnostics.Error(DiagnosticIds.WrongValue, node.Position, $"{file.Name} must be a mapping, but was {node.Kind}");
        }
        else if (!diagnostics.HasErrors)
        {
            diagnostics.Error(DiagnosticIds.MissingField, new Position(file.Name, 1, 1), $"the field 'apiVersion' is missing; begin with 'apiVersion: {ApiVersion}', or delete the file");
        }

        return null;
    }

    /// <summary>Reads what is stated for one environment.</summary>
    public static ServiceSettings Read(YamlObject stated, DiagnosticBag diagnostics) => new ServiceFile(new ObjectReader(stated, null, diagnostics), diagnostics).Read();

    private ServiceSettings Read()
    {
        if (root.Node("apiVersion") is null)
        {
            root.Missing("apiVersion");
        }

        root.OneOf("apiVersion", ApiVersion);
        var settings = ReadShutdown(ReadPorts(ReadResources(ReadScale(ReadOwner(new ServiceSettings
        {
            Name = root.Text("name", Shapes.ServiceName),
            PartOf = root.Text("partOf", Shapes.LabelValue),
            Team = root.Text("team", Shapes.LabelValue),
            Tier = root.Integer("tier", 1, 4),
            Namespace = root.Text("namespace", Shapes.DnsLabel),
            Environments = root.Names("environments", Shapes.EnvironmentName),
            Targets = root.Names("targets", Shapes.Target),
            Callers = new CallersSection(root, diagnostics).Read(),
            Dependencies = new DependenciesSection(root, diagnostics).Read(),
            Exposure = new ExposureSection(root, diagnostics).Read(),
            Marathon = new MarathonSection(root, diagnostics).Read(),
            Slos = new SlosSection(root).Read(),
            Exceptions = new ExceptionsSection(root, diagnostics).Read(),
        })))));
        settings = new ConfigurationSections(root, diagnostics).Read(settings);
        root.Names("allowedEnvironment", Shapes.VariableName);
        root.Later("profile", "strategy", "datacenters", "waves", "patches", "override", "region");
        root.Finish();
        return settings;
    }

    private ServiceSettings ReadOwner(ServiceSettings settings)
    {
        if (root.Object("owner") is not { } owner)
        {
            return settings;
        }

        settings = settings with { OwnerEmail = owner.Text("email", Shapes.Email), OwnerChat = owner.Text("chat", Shapes.Chat) };
        owner.Finish();
        return settings;
    }

    private ServiceSettings ReadScale(ServiceSettings settings)
    {
        if (root.Object("scale") is not { } scale)
        {
            return settings;
        }

        var min = scale.Integer("min", 1, MaxInstances);
        var max = scale.Integer("max", 1, MaxInstances);
        var cpu = scale.Integer("cpu", 1, 100);
        if (max is not null && min is not null && max.Value < min.Value)
        {
            scale.WrongValue(max.Position, "scale.max", FormattableString.Invariant($"at least scale.min, {min.Value}"), FormattableString.Invariant($"'{max.Value}'"));
        }

        scale.Finish();
        return settings with { MinInstances = min, MaxInstances = max, TargetCpu = cpu };
    }

    private ServiceSettings ReadResources(ServiceSettings settings)
    {
        if (root.Object("resources") is not { } resources)
        {
            return settings;
        }

        var requests = ReadAmounts(resources.Object("requests"));
        var limits = ReadAmounts(resources.Object("limits"));
        resources.Finish();
        Compare(resources, "cpu", requests.Cpu, limits.Cpu);
        Compare(resources, "memory", requests.Memory, limits.Memory);
        Compare(resources, "ephemeral-storage", requests.EphemeralStorage, limits.EphemeralStorage);
        return settings with { Requests = requests, Limits = limits };
    }

    private static void Compare(ObjectReader resources, string name, Given<Quantity>? request, Given<Quantity>? limit)
    {
        if (request is not null && limit is not null && limit.Value.Amount < request.Value.Amount)
        {
            resources.WrongValue(limit.Position, $"resources.limits.{name}", $"at least the request, {request.Value.Text}", $"'{limit.Value.Text}'");
        }
    }

    private static ResourceSettings ReadAmounts(ObjectReader? amounts)
    {
        if (amounts is null)
        {
            return new ResourceSettings();
        }

        const string bytes = "an amount of bytes above 0, as 256Mi or 1G";
        var settings = new ResourceSettings
        {
            Cpu = amounts.Quantity("cpu", "an amount of processors above 0, as 200m or 1.5", Quantity.Cpu),
            Memory = amounts.Quantity("memory", bytes, Quantity.Bytes),
            EphemeralStorage = amounts.Quantity("ephemeral-storage", bytes, Quantity.Bytes),
        };
        amounts.Finish();
        return settings;
    }

    private ServiceSettings ReadPorts(ServiceSettings settings)
    {
        if (root.Object("ports") is not { } ports)
        {
            return settings;
        }

        settings = settings with { HttpPort = ReadPort(ports, "http"), OpsPort = ReadPort(ports, "ops") };
        ports.Finish();
        return settings;
    }

    private static Given<int>? ReadPort(ObjectReader ports, string name)
    {
        if (ports.Object(name) is not { } port)
        {
            return null;
        }

        var number = port.Port("port");
        if (port.Node("port") is null)
        {
            port.Missing("port");
        }

        port.OneOf("protocol", "http");
        port.Finish();
        return number;
    }

    private ServiceSettings ReadShutdown(ServiceSettings settings)
    {
        if (root.Object("shutdown") is not { } shutdown)
        {
            return settings;
        }

        settings = settings with
        {
            Drain = shutdown.Duration("drain", MaxDrain),
            ShutdownTimeout = shutdown.Duration("timeout", MaxShutdownTime),
            ShutdownMargin = shutdown.Duration("margin", MaxShutdownTime),
        };
        shutdown.OneOf("owner", "sdk");
        shutdown.Finish();
        return settings;
    }
}
