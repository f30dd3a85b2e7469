using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Platforms;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Settings;

/// <summary>Reads <c>service.yaml</c>, and reports all that is wrong with it in one go.</summary>
internal sealed class ServiceFile(ObjectReader root, Profile profile, DiagnosticBag diagnostics)
{
    public const string ApiVersion = "cloudnative/v1";
    public const int MaxInstances = 1000;
    public const string OwnerSdk = "sdk";
    public const string OwnerPreStop = "preStop";
    public static readonly TimeSpan MaxShutdownTime = TimeSpan.FromHours(1);

    /// <summary>The longest drain that the service itself accepts.</summary>
    public static readonly TimeSpan MaxDrain = TimeSpan.FromMinutes(10);

    /// <summary>Reads the mapping of a file; null when it has none, which is then reported.</summary>
    public static YamlObject? Parse(SourceText file, DiagnosticBag diagnostics, string apiVersion = ApiVersion)
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
            diagnostics.Error(DiagnosticIds.MissingField, new Position(file.Name, 1, 1), $"the field 'apiVersion' is missing; begin with 'apiVersion: {apiVersion}', or delete the file");
        }

        return null;
    }

    /// <summary>Reads what is stated for one environment.</summary>
    public static ServiceSettings Read(YamlObject stated, Profile profile, DiagnosticBag diagnostics) => new ServiceFile(new ObjectReader(stated, null, diagnostics), profile, diagnostics).Read();

    private ServiceSettings Read()
    {
        root.Require("apiVersion");
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
            Exposure = new ExposureSection(root, profile, diagnostics).Read(),
            Marathon = new MarathonSection(root, diagnostics).Read(),
            Slos = new SlosSection(root).Read(),
            Size = root.OneOf("profile", [.. profile.Sizes.Select(size => size.Name)])?.Value,
            Patches = new PatchesSection(root, diagnostics).Read(),
            Workload = new WorkloadSection(root, diagnostics).Read(),
            Exceptions = new ExceptionsSection(root, diagnostics).Read(),
            Strategy = new StrategySection(root, diagnostics).Read(),
        })))));
        settings = new ConfigurationSections(root, profile, diagnostics).Read(new WavesSection(root, diagnostics).Read(settings));
        root.Names("allowedEnvironment", Shapes.VariableName);
        // Already put into the fields that it names; here it is only known.
        root.Node(Overrides.Field);
        root.Later("region");
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

        var (requests, limits) = ResourcesSection.Read(resources);
        return settings with { Requests = requests, Limits = limits };
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
        port.Require("port");
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
            ShutdownOwner = shutdown.OneOf("owner", OwnerSdk, OwnerPreStop),
        };
        shutdown.Finish();
        return settings;
    }
}
