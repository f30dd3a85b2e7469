using System.Text.RegularExpressions;
using CloudNative.Sdk.Manifests.Code;
using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Environments;
using CloudNative.Sdk.Manifests.Explaining;
using CloudNative.Sdk.Manifests.Platforms;
using CloudNative.Sdk.Manifests.Settings;

namespace CloudNative.Sdk.Manifests.Resolution;

/// <summary>Merges the sources, the lowest first: defaults, facts, settings files, build properties, service.yaml.</summary>
/// <param name="environment">Where the service shall run.</param>
/// <param name="code">What the assembly tells.</param>
/// <param name="build">What the build knows.</param>
/// <param name="stated">What the team states for this environment.</param>
/// <param name="files">The settings files that the service reads there.</param>
/// <param name="profile">What the platform is like.</param>
/// <param name="diagnostics">Takes the problems.</param>
internal sealed class ServiceModelResolver(
    TargetEnvironment environment, CodeFacts code, BuildProperties build, ServiceSettings stated, AppSettings files, Profile profile, DiagnosticBag diagnostics)
{
    private const int DefaultInstances = 2;
    private const int CriticalInstances = 3;
    private const int CriticalTier = 1;
    private const int DefaultTargetCpu = 70;
    private const int MaxLabelLength = 63;

    private static readonly Regex NotInName = new("[^a-z0-9]+", RegexOptions.CultureInvariant);
    private static readonly Regex NotInLabel = new("[^A-Za-z0-9_.-]", RegexOptions.CultureInvariant);

    /// <summary>The folders that must be writable under a read-only root; the container has one at /tmp.</summary>
    private static readonly string[] TemporaryFolderVariables = ["ASPNETCORE_TEMP", "DOTNET_BUNDLE_EXTRACT_BASE_DIR", "HOME", "TMPDIR"];

    public ServiceModel Resolve()
    {
        var variables = new Variables();
        foreach (var variable in TemporaryFolderVariables)
        {
            variables.Set(variable, "/tmp");
        }

        variables.Set("DOTNET_ENVIRONMENT", environment.DotnetName);
        var explanations = new Explanations(code);
        var configuration = new Configuration(code, files, stated, diagnostics);
        var name = stated.Name?.Value ?? NameFromAssembly();
        var ports = new PortsResolver(code, build, stated, configuration, variables, explanations, diagnostics).Resolve();
        var shutdown = new ShutdownResolver(code, stated, configuration, variables, explanations, diagnostics).Resolve();
        var destinations = new DestinationsResolver(code, stated, configuration, variables, diagnostics).Resolve();
        var (minInstances, maxInstances) = Instances();
        if (code.HasTelemetry && ports.Http is not null)
        {
            LatencyBuckets.Set(stated.Slos, variables);
        }

        ApplyConfiguration(variables);
        var keys = new RequiredKeys(environment, code, configuration, files, diagnostics);
        keys.Check(variables, [.. stated.Secrets.Select(secret => secret.VariableName)]);
        keys.CheckUnread([.. stated.Config.Select(setting => (setting.Key, setting.Position)), .. stated.Secrets.Select(secret => (secret.Key, secret.Position))]);
        var image = ImageReference.From(build, profile, diagnostics);
        var size = profile.Sizes.FirstOrDefault(size => size.Name == stated.Size) ?? profile.Sizes[0];
        var resources = Resources.From(size, stated.Requests, stated.Limits);
        explanations.Add("profile", size.Name, null);
        var values = variables.Ordered();
        Explain(explanations, name, image, minInstances, maxInstances, size, resources, values);
        return new ServiceModel
        {
            Environment = environment,
            Name = name,
            Version = LabelOf(build.Version),
            Image = image,
            Program = build.AssemblyName,
            PartOf = stated.PartOf?.Value ?? name,
            Component = ports.Http is null ? "worker" : "service",
            Team = stated.Team?.Value,
            OwnerEmail = stated.OwnerEmail?.Value,
            OwnerChat = stated.OwnerChat?.Value,
            Tier = stated.Tier?.Value,
            Exposure = ports.Http is null ? null : stated.Exposure,
            Marathon = stated.Marathon,
            Slos = stated.Slos,
            Strategy = stated.Strategy,
            Namespace = stated.Namespace?.Value,
            Commit = build.SourceRevisionId.Length > 0 ? build.SourceRevisionId : null,
            MinInstances = minInstances,
            MaxInstances = maxInstances,
            TargetCpu = stated.TargetCpu?.Value ?? DefaultTargetCpu,
            Resources = resources,
            Ports = ports,
            Shutdown = shutdown,
            Callers = stated.Callers,
            Destinations = destinations,
            Variables = values,
            ClusterAddresses = [.. variables.Derived.Where(name => !stated.Config.Any(setting => string.Equals(setting.VariableName, name, StringComparison.OrdinalIgnoreCase)))],
            Explanations = explanations.Entries,
            Exceptions = stated.Exceptions,
            SettingsKeys = files.Keys,
            Workload = stated.Workload,
            Waves = stated.Waves,
            Platform = profile,
            Patches = stated.Patches,
            CriticalDependencies = [.. stated.Dependencies.Where(dependency => dependency.IsCritical).Select(dependency => dependency.Name).OrderBy(dependency => dependency, StringComparer.Ordinal)],
            Secrets = [.. stated.Secrets.Select(secret => secret.External is null ? secret : secret with { Secret = $"{name}-{secret.Secret}" }).OrderBy(secret => secret.VariableName, StringComparer.Ordinal)],
        };
    }

    private void Explain(
        Explanations explanations, string name, string image, int min, int max, ResourceSize size, Resources resources, IReadOnlyList<KeyValuePair<string, string>> variables)
    {
        var project = new Position(build.ProjectFile);
        explanations.Add("name", name, stated.Name?.Position ?? project);
        explanations.Add("partOf", stated.PartOf, name);
        explanations.Add("team", stated.Team?.Value, stated.Team?.Position);
        explanations.Add("namespace", stated.Namespace?.Value, stated.Namespace?.Position);
        explanations.Add("version", build.Version, project);
        explanations.Add("image", image, project);
        explanations.Add("scale.min", min, min == stated.MinInstances?.Value ? stated.MinInstances.Position : null);
        explanations.Add("scale.max", max, max == stated.MaxInstances?.Value ? stated.MaxInstances.Position : null);
        explanations.Add("scale.cpu", stated.TargetCpu, DefaultTargetCpu);
        explanations.Add("resources.requests.cpu", resources.Cpu.Request.Text, (stated.Requests.Cpu ?? size.Requests.Cpu)?.Position);
        explanations.Add("resources.requests.memory", resources.Memory.Request.Text, (stated.Requests.Memory ?? stated.Limits.Memory ?? size.Requests.Memory)?.Position);
        explanations.Add("resources.limits.cpu", resources.Cpu.Limit.Text, (stated.Limits.Cpu ?? size.Limits.Cpu)?.Position);
        explanations.Add("resources.limits.memory", resources.Memory.Limit.Text, (stated.Limits.Memory ?? stated.Requests.Memory ?? size.Limits.Memory ?? size.Requests.Memory)?.Position);
        explanations.Add("priorityClass", profile.PriorityClass?.Value, profile.PriorityClass?.Position);
        explanations.Add("registry", build.ContainerRegistry.Length > 0 ? null : profile.Registry?.Value, profile.Registry?.Position);
        explanations.Add("exposure.host", stated.Exposure?.Host?.Value, stated.Exposure?.Host?.Position);
        foreach (var variable in variables)
        {
            var setting = stated.Config.FirstOrDefault(setting => string.Equals(setting.VariableName, variable.Key, StringComparison.OrdinalIgnoreCase));
            explanations.Add($"config.{variable.Key.Replace("__", ":")}", variable.Value, setting?.Position);
        }

        foreach (var secret in stated.Secrets)
        {
            explanations.Add($"secrets.{secret.Key}", $"{secret.Secret}/{secret.SecretKey}", secret.Position);
        }

        foreach (var setting in stated.Overrides)
        {
            explanations.Add($"override.{setting.Field}", setting.Reason, project);
        }

        foreach (var (field, value) in stated.Patches.SelectMany(Kubernetes.Patches.Fields))
        {
            explanations.AddPatch(field, value.Value, value.Position);
        }
    }

    /// <summary>Where no load is borne, only what the overlay of that environment says counts: <c>scale</c> in service.yaml is about load.</summary>
    private (int Min, int Max) Instances()
    {
        if (stated.Workload.IsJob)
        {
            return (1, 1);
        }

        if (!environment.BearsLoad)
        {
            var alone = Here(stated.MinInstances) ?? 1;
            return (alone, Math.Max(alone, Here(stated.MaxInstances) ?? alone));
        }

        var usual = environment.IsProduction && stated.Tier?.Value == CriticalTier ? CriticalInstances : DefaultInstances;
        var min = stated.MinInstances?.Value ?? Math.Min(usual, stated.MaxInstances?.Value ?? usual);
        return (min, stated.MaxInstances?.Value ?? min);
    }

    private int? Here(Given<int>? given) => given is not null && (given.Position.File == TargetEnvironment.OverlayOf(environment.Name) || CiOverrides.IsSource(given.Position.File)) ? given.Value : null;

    /// <summary>A setting beats a default, and a secret takes the place of a value.</summary>
    private void ApplyConfiguration(Variables variables)
    {
        foreach (var setting in stated.Config)
        {
            variables.Set(setting.VariableName, setting.Value);
        }

        foreach (var secret in stated.Secrets)
        {
            variables.Remove(secret.VariableName);
            if (secret.Folder is { } folder)
            {
                variables.Set(secret.VariableName, folder);
            }
        }
    }

    private string NameFromAssembly()
    {
        var name = NotInName.Replace(build.AssemblyName.ToLowerInvariant(), "-").Trim('-');
        if (!Shapes.ServiceName.Matches(name))
        {
            diagnostics.Error(
                DiagnosticIds.MissingField,
                new Position(build.ProjectFile),
                $"the assembly name '{build.AssemblyName}' gives no name of {Shapes.ServiceName.Rule}; state 'name' in service.yaml");
        }

        return name;
    }

    /// <summary>Makes a label value of a version: <c>1.4.2+4f1c2ab</c> becomes <c>1.4.2_4f1c2ab</c>.</summary>
    private static string LabelOf(string version)
    {
        var label = NotInLabel.Replace(version.Replace('+', '_'), "-");
        return label.Substring(0, Math.Min(label.Length, MaxLabelLength)).Trim('-', '_', '.');
    }
}
