using System.Reflection;
using System.Reflection.Emit;
using CloudNative.Sdk.Facts;
using CloudNative.Sdk.Manifests;
using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Inputs;
using CloudNative.Sdk.Manifests.Output;
using CloudNative.Sdk.Manifests.Resolution;

namespace CloudNative.Sdk.Cli.Tests;

/// <summary>A service as a publish leaves it, in a folder of its own: project files, the compiled assembly with its facts, and <c>deploy/</c>.</summary>
public sealed class ScratchService
{
    public const string Digest = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private static readonly Fact[] Common = [new Fact(FactKinds.Features).With("feature", "all"), new Fact(FactKinds.Program).With("kind", "web")];

    private readonly List<Fact> _facts = [.. Common];
    private readonly string _assembly;
    private BuildProperties _build;

    /// <summary>Makes the service, not yet published.</summary>
    /// <param name="folder">The project folder.</param>
    /// <param name="assembly">The name of the assembly.</param>
    public ScratchService(string folder, string assembly = "Shop.Checkout")
    {
        (Folder, _assembly) = (Directory.CreateDirectory(folder).FullName, assembly);
        _build = new BuildProperties { AssemblyName = assembly, ProjectFile = assembly + ".csproj", Version = "1.4.2", ContainerRegistry = "registry.example.org" };
        Write("service.yaml", $"apiVersion: cloudnative/v1\nname: {assembly.ToLowerInvariant().Replace('.', '-')}\npartOf: shop\n");
    }

    public string Folder { get; }

    public string Deploy => Path.Combine(Folder, "publish", "deploy");

    public ScratchService Write(string name, string text)
    {
        File.WriteAllText(Path.Combine(Folder, name), text);
        return this;
    }

    internal ScratchService With(Func<BuildProperties, BuildProperties> change)
    {
        _build = change(_build);
        return this;
    }

    internal ScratchService With(params IEnumerable<Fact> facts)
    {
        _facts.AddRange(facts);
        return this;
    }

    /// <summary>Does what the build does.</summary>
    public ScratchService Publish()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "publish"));
        var assembly = Path.Combine(Folder, "publish", _assembly + ".dll");
        Compile(assembly);
        var settings = new SettingsFolder(Folder);
        var result = ManifestGenerator.Generate(new ManifestInput
        {
            Build = _build,
            Facts = _facts,
            AppSettings = settings.AppSettings(),
            ServiceFile = settings.ServiceFile(),
            Overlays = settings.Overlays(),
            Location = InputLocation.Between(Deploy, assembly, Folder),
        });
        Assert.DoesNotContain(result.Diagnostics, diagnostic => diagnostic.IsError);
        Assert.NotNull(new ManifestWriter(Deploy, "deploy").Write(result, new DiagnosticBag()));
        return this;
    }

    /// <summary>Gets the files of the manifests with their texts.</summary>
    public SortedDictionary<string, string> Read() => Read(Deploy);

    /// <summary>Gets the files of a folder with their texts.</summary>
    public static SortedDictionary<string, string> Read(string folder) =>
        new(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(file => Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllText), StringComparer.Ordinal);

    private void Compile(string path)
    {
        var constructor = typeof(AssemblyMetadataAttribute).GetConstructor([typeof(string), typeof(string)])!;
        var builder = new PersistedAssemblyBuilder(new AssemblyName(_assembly), typeof(object).Assembly, _facts.Select(fact => new CustomAttributeBuilder(constructor, [Fact.KeyPrefix + fact.Kind, fact.ToString()])));
        builder.DefineDynamicModule(_assembly);
        builder.Save(path);
    }
}
