using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace CloudNative.Sdk.Analyzers.Tests.Harness;

/// <summary>A project in memory: files, references, options. By default a web application that references ASP.NET Core and CloudNative.Sdk.</summary>
internal sealed class Scenario
{
    public const string Folder = "/src/Shop/";

    private const string GlobalUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Hosting;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;
        """;

    private const string DefaultName = "Shop";

    /// <summary>An empty project. What is made of it shares its bound references, whose loading would cost more than the test.</summary>
    private static readonly CSharpCompilation Default = CSharpCompilation.Create(
        DefaultName, [], [.. ReferencePacks.AspNetCore, .. StubAssemblies.All], OptionsOf(OutputKind.DynamicallyLinkedLibrary));

    private readonly List<(string Name, Markup Markup)> _files = [];
    private readonly List<MetadataReference> _references = [.. Default.References];
    private readonly List<(string Name, string Text)> _additional = [];
    private OutputKind? _outputKind;
    private bool _hasOwnReferences;

    public Dictionary<string, string> Options { get; } = new(StringComparer.OrdinalIgnoreCase) { ["build_property.ProjectDir"] = Folder };

    public string AssemblyName { get; set; } = DefaultName;

    public bool AllowsCompileErrors { get; private set; }

    public IReadOnlyList<(string Name, Markup Markup)> Files => _files;

    public IReadOnlyList<MetadataReference> References => _references;

    /// <summary>Gets the files beside the code, with their full names.</summary>
    public IReadOnlyList<(string Name, string Text)> Additional => _additional;

    public CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.Preview);

    /// <summary>The first file with top-level statements makes the project a program, as the build would.</summary>
    public CSharpCompilationOptions CompilationOptions => OptionsOf(_outputKind ?? (HasEntryPoint ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary));

    private bool HasEntryPoint => _files.Any(file =>
        CSharpSyntaxTree.ParseText(file.Markup.Source, ParseOptions).GetCompilationUnitRoot().Members.Any(SyntaxKind.GlobalStatement));

    public static Scenario Of(params string[] sources)
    {
        var scenario = new Scenario();
        for (var index = 0; index < sources.Length; index++)
        {
            scenario.File(index == 0 ? "Program.cs" : $"File{index}.cs", sources[index]);
        }

        return scenario;
    }

    public Scenario File(string name, string source)
    {
        _files.Add((name.StartsWith('/') ? name : Folder + name, Markup.Parse(source)));
        return this;
    }

    /// <summary>Adds a file that is no code, as <c>AdditionalFiles</c> of the project.</summary>
    public Scenario Beside(string name, string text)
    {
        _additional.Add((Folder + name, text));
        return this;
    }

    public Scenario Beside(IEnumerable<(string Name, string Text)> files)
    {
        foreach (var (name, text) in files)
        {
            Beside(name, text);
        }

        return this;
    }

    public Scenario Option(string key, string value)
    {
        Options[key] = value;
        return this;
    }

    public Scenario As(OutputKind kind)
    {
        _outputKind = kind;
        return this;
    }

    public Scenario Named(string assemblyName)
    {
        AssemblyName = assemblyName;
        return this;
    }

    public Scenario Reference(MetadataReference reference)
    {
        _references.Add(reference);
        _hasOwnReferences = true;
        return this;
    }

    /// <summary>Leaves out what references are not wanted, as a project that lacks a package.</summary>
    public Scenario Without(string assemblyPrefix)
    {
        _hasOwnReferences = true;
        _references.RemoveAll(reference => Path.GetFileName(reference.Display ?? "").StartsWith(assemblyPrefix, StringComparison.Ordinal));
        return this;
    }

    public Scenario Broken()
    {
        AllowsCompileErrors = true;
        return this;
    }

    public CSharpCompilation Compile()
    {
        var trees = Sources().Select(file => CSharpSyntaxTree.ParseText(SourceText.From(file.Source, System.Text.Encoding.UTF8), ParseOptions, file.Name)).ToArray();
        var compilation = _hasOwnReferences || AssemblyName != DefaultName
            ? CSharpCompilation.Create(AssemblyName, trees, _references, CompilationOptions)
            : Default.WithOptions(CompilationOptions).AddSyntaxTrees(trees);
        if (!AllowsCompileErrors)
        {
            CompileErrors.FailOn(compilation);
        }

        return compilation;
    }

    public IEnumerable<(string Name, string Source)> Sources() => [(Folder + "obj/GlobalUsings.g.cs", GlobalUsings), .. _files.Select(file => (file.Name, file.Markup.Source))];

    public AnalyzerOptions AnalyzerOptions => OptionsWith([.. _additional.Select(file => new AdditionalSource(file.Name, file.Text))]);

    public AnalyzerOptions OptionsWith(ImmutableArray<AdditionalText> additional) => new(additional, new ConfigOptions(Options));

    private static CSharpCompilationOptions OptionsOf(OutputKind kind) => new(kind, nullableContextOptions: NullableContextOptions.Enable, concurrentBuild: true, allowUnsafe: true);

    private sealed class AdditionalSource(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text, System.Text.Encoding.UTF8);
    }
}
