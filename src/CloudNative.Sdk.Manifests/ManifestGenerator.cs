using CloudNative.Sdk.Manifests.Code;
using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Environments;
using CloudNative.Sdk.Manifests.Explaining;
using CloudNative.Sdk.Manifests.Inputs;
using CloudNative.Sdk.Manifests.Kubernetes;
using CloudNative.Sdk.Manifests.Linting;
using CloudNative.Sdk.Manifests.Output;
using CloudNative.Sdk.Manifests.Platforms;
using CloudNative.Sdk.Manifests.Release;
using CloudNative.Sdk.Manifests.Rendering;
using CloudNative.Sdk.Manifests.Resolution;
using CloudNative.Sdk.Manifests.Settings;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests;

/// <summary>Makes the manifests of a service for all its environments: a pure function, which touches no file, clock or environment.</summary>
internal sealed class ManifestGenerator
{
    private readonly ManifestInput _input;
    private readonly DiagnosticBag _diagnostics = new();
    private readonly YamlObject? _service;
    private readonly Dictionary<string, YamlObject?> _overlays;
    private readonly CodeFacts _code;
    private readonly Profile _profile;
    private readonly CiOverrides _ci;

    /// <summary>A service.yaml that says nothing.</summary>
    private static readonly YamlObject Empty = new(default, [new YamlField(default, "apiVersion", new YamlText(default, ServiceFile.ApiVersion, IsPlain: true))]);

    private ManifestGenerator(ManifestInput input)
    {
        _input = input;
        _service = input.ServiceFile is null ? null : ServiceFile.Parse(input.ServiceFile, _diagnostics);
        _overlays = input.Overlays.ToDictionary(file => file.Name, file => ServiceFile.Parse(file, _diagnostics), StringComparer.Ordinal);
        _profile = ProfileFile.Read(input.Profile, _diagnostics);
        _ci = new CiOverrides(input.Environment, input.Overrides, _diagnostics);
        _code = new CodeFacts(input.Facts, input.Build.AssemblyName);
    }

    /// <summary>Makes all files, or none and every problem.</summary>
    public static ManifestResult Generate(ManifestInput input) => new ManifestGenerator(input).Generate();

    private ManifestResult Generate()
    {
        var common = Common();
        var environments = common.Environments is { Count: > 0 } named ? [.. named.Select(name => name.Value)] : TargetEnvironment.Usual;
        ReportUnknown(environments);
        var release = new ServiceRelease([.. environments.Select(name => Resolve(new TargetEnvironment(name)))], _code);
        var previous = PreviousRelease.Read(_input.PreviousRelease, _diagnostics);
        Compatibility.CheckName(previous, release.Name, common.Name?.Position ?? new Position(_input.Build.ProjectFile), _diagnostics);
        foreach (var service in release.Environments.Where(service => service.Patches.Count > 0))
        {
            Patches.Check(service, _code, _diagnostics);
        }

        var files = _diagnostics.HasErrors ? [] : Render(release, common, previous);
        return new ManifestResult(
            $"{release.Name} {_input.Build.Version}",
            environments.Count,
            _diagnostics.HasErrors ? [] : [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)],
            _diagnostics.Ordered());
    }

    /// <summary>Gets what holds for all environments; its problems are reported with those of each.</summary>
    private ServiceSettings Common()
    {
        var unheard = new DiagnosticBag();
        return Read(_service, new TargetEnvironment("prod"), unheard);
    }

    private List<ManifestFile> Render(ServiceRelease release, ServiceSettings common, PreviousRelease? previous)
    {
        var targets = Targets.All.Where(renderer => common.Targets is null || common.Targets.Any(target => target.Value == renderer.Target));
        List<ManifestFile> files = [.. targets.SelectMany(renderer => renderer.Render(release)), EnvironmentMatrix.Write(release), ExplainFile.Write(release)];
        if (_input.Location is { } location)
        {
            files.Add(InputsFile.Write(location, _input));
        }

        files.Add(FactsFile.Write(
            _input.Build.AssemblyName, _input.Facts, release.Environments.Select(service => new KeyValuePair<string, IReadOnlyList<string>>(service.Environment.Name, service.SettingsKeys))));
        Check(files);
        files.Add(new ManifestFile(SarifFile.Name, SarifFile.Write(_diagnostics.Ordered())));
        return [.. files, ReleaseRecord.Write(release, _input, previous, files)];
    }

    /// <summary>Reads what was written as others will, and checks it. What is known already, with the place that the team can change, is not told twice.</summary>
    private void Check(IReadOnlyCollection<ManifestFile> files)
    {
        var known = _diagnostics.Ordered().Select(diagnostic => diagnostic.Id).Concat([DiagnosticIds.MissingConfiguration, DiagnosticIds.UnreadConfiguration]);
        foreach (var finding in Linter.Check(files, new LintOptions { PreviousRelease = _input.PreviousRelease, RequiresDigest = _profile.RequiresDigest, Without = [.. known.Distinct()] }))
        {
            _diagnostics.Add(finding);
        }
    }

    private ServiceModel Resolve(TargetEnvironment environment)
    {
        var stated = Read(StatedFor(environment), environment, _diagnostics);
        ReportExpired(stated.Exceptions);
        List<ServiceModel> places = [.. stated.DataCentres.Skip(1).Select(centre => Resolve(environment, Read(StatedFor(environment), environment, _diagnostics, centre)) with { DataCentre = centre })];
        var first = Resolve(environment, stated) with { DataCentre = stated.DataCentres is { Count: > 0 } centres ? centres[0] : null };
        return first with { Places = [first, .. places] };
    }

    private ServiceModel Resolve(TargetEnvironment environment, ServiceSettings stated)
    {
        string[] names = ["appsettings.json", $"appsettings.{environment.DotnetName}.json"];
        var settings = AppSettings.Read(names.Select(name => _input.AppSettings.FirstOrDefault(file => file.Name == name)).OfType<SourceText>(), _diagnostics);
        return new ServiceModelResolver(environment, _code, _input.Build, stated, settings, _profile, _diagnostics).Resolve();
    }

    /// <summary>Reads what is stated, with what the build server says over it; nothing where neither says anything.</summary>
    private ServiceSettings Read(YamlObject? stated, TargetEnvironment environment, DiagnosticBag diagnostics, string? dataCentre = null)
    {
        if (stated is null && _ci.IsEmpty)
        {
            return new ServiceSettings();
        }

        var (tree, overrides) = Overrides.Apply(stated ?? Empty, diagnostics);
        return ServiceFile.Read(WithTokens(_ci.Apply(tree), environment, diagnostics, dataCentre), _profile, diagnostics) with { Overrides = overrides };
    }

    /// <summary>Gets service.yaml with what differs in the environment; null where neither says anything.</summary>
    private YamlObject? StatedFor(TargetEnvironment environment)
    {
        if (!_overlays.TryGetValue(TargetEnvironment.OverlayOf(environment.Name), out var overlay) || overlay is null)
        {
            return _service;
        }

        return new Overlay(_diagnostics).Apply(_service ?? new YamlObject(overlay.Position, []), overlay);
    }

    private YamlObject WithTokens(YamlObject tree, TargetEnvironment environment, DiagnosticBag diagnostics, string? dataCentre) =>
        new Tokens(new TokenValues(_input.Build, environment, _input.Environment, dataCentre), diagnostics).Resolve(tree);

    private void ReportExpired(IEnumerable<ExceptionSetting> exceptions)
    {
        foreach (var exception in exceptions.Where(exception => _input.Today is { } today && string.CompareOrdinal(exception.Until.Value, today) < 0))
        {
            _diagnostics.Error(
                DiagnosticIds.InvalidException, exception.Until.Position, $"the exception from '{exception.Name}' ended on {exception.Until.Value}; mend what it allows, or give it a later day");
        }
    }

    private void ReportUnknown(IReadOnlyList<string> environments)
    {
        foreach (var file in _overlays.Keys.Where(file => !environments.Any(name => TargetEnvironment.OverlayOf(name) == file)))
        {
            var name = file.Substring("service.".Length, file.Length - "service..yaml".Length);
            _diagnostics.Error(
                DiagnosticIds.UnknownEnvironment,
                new Position(file),
                $"there is no environment '{name}'; list it under 'environments' in service.yaml, which are {string.Join(", ", environments)}, or delete the file");
        }
    }
}
