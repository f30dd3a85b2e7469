using System.Text.RegularExpressions;
using CloudNative.Sdk.Manifests.Code;
using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Settings;

namespace CloudNative.Sdk.Manifests.Resolution;

/// <summary>Merges the sources, the lowest first: defaults, facts, settings files, build properties, service.yaml.</summary>
internal sealed class ServiceModelResolver(CodeFacts code, BuildProperties build, ServiceSettings stated, AppSettings files, DiagnosticBag diagnostics)
{
    private const int DefaultInstances = 2;
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

        var configuration = new Configuration(code, files, stated, diagnostics);
        var name = stated.Name?.Value ?? NameFromAssembly();
        var ports = new PortsResolver(code, build, stated, configuration, variables, diagnostics).Resolve();
        var shutdown = new ShutdownResolver(code, stated, configuration, variables, diagnostics).Resolve();
        var destinations = new DestinationsResolver(code, stated, variables, diagnostics).Resolve();
        var minInstances = stated.MinInstances?.Value ?? Math.Min(DefaultInstances, stated.MaxInstances?.Value ?? DefaultInstances);
        ApplyConfiguration(variables);
        return new ServiceModel
        {
            Name = name,
            Version = LabelOf(build.Version),
            Image = ImageReference.From(build, diagnostics),
            PartOf = stated.PartOf?.Value ?? name,
            Component = ports.Http is null ? "worker" : "service",
            Team = stated.Team?.Value,
            OwnerEmail = stated.OwnerEmail?.Value,
            Namespace = stated.Namespace?.Value,
            Commit = build.SourceRevisionId.Length > 0 ? build.SourceRevisionId : null,
            MinInstances = minInstances,
            MaxInstances = stated.MaxInstances?.Value ?? minInstances,
            TargetCpu = stated.TargetCpu?.Value ?? DefaultTargetCpu,
            Resources = Resources.From(stated.Requests, stated.Limits),
            Ports = ports,
            Shutdown = shutdown,
            Callers = stated.Callers,
            Destinations = destinations,
            Variables = variables.Ordered(),
            Secrets = [.. stated.Secrets.OrderBy(secret => secret.VariableName, StringComparer.Ordinal)],
        };
    }

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
