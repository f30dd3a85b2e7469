using CloudNative.Sdk.Analyzers.Generation;
using CloudNative.Sdk.Facts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CloudNative.Sdk.Analyzers.Tests.Harness;

/// <summary>Runs the facts generator over a scenario.</summary>
internal sealed class FactRun
{
    private FactRun(GeneratorDriver driver, CSharpCompilation input, Compilation output) => (Driver, Input, Output) = (driver, input, output);

    public GeneratorDriver Driver { get; }

    public CSharpCompilation Input { get; }

    public Compilation Output { get; }

    /// <summary>Gets the generated source, or null when nothing was generated.</summary>
    public string? Source => Driver.GetRunResult().GeneratedTrees.SingleOrDefault()?.ToString();

    /// <summary>Gets the facts as the compiled assembly states them: <c>kind key=value&amp;key=value</c>, readable.</summary>
    public IReadOnlyList<string> Facts =>
    [
        .. Output.Assembly.GetAttributes()
            .Where(attribute => attribute.AttributeClass?.Name == "AssemblyMetadataAttribute")
            .Select(attribute => Fact.TryParse(attribute.ConstructorArguments[0].Value as string, attribute.ConstructorArguments[1].Value as string))
            .OfType<Fact>()
            .Select(fact => (fact.Kind + " " + string.Join(' ', fact.Values.Select(pair => pair.Key + "=" + pair.Value))).TrimEnd()),
    ];

    public static FactRun Of(Scenario scenario)
    {
        var input = scenario.Compile();
        var driver = CSharpGeneratorDriver.Create(
            [new FactsGenerator().AsSourceGenerator()],
            parseOptions: scenario.ParseOptions,
            optionsProvider: new ConfigOptions(scenario.Options),
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        return Run(driver, input, scenario.AllowsCompileErrors);
    }

    public static FactRun Of(params string[] sources) => Of(Scenario.Of(sources));

    /// <summary>Runs the same driver over an edited compilation.</summary>
    public FactRun Again(CSharpCompilation edited) => Run(Driver, edited, allowsCompileErrors: false);

    /// <summary>Emits the program with its facts, as a reference for another.</summary>
    public PortableExecutableReference ToReference()
    {
        using var image = new MemoryStream();
        var result = Output.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    private static FactRun Run(GeneratorDriver driver, CSharpCompilation input, bool allowsCompileErrors)
    {
        driver = driver.RunGeneratorsAndUpdateCompilation(input, out var output, out var diagnostics);
        Assert.Empty(diagnostics);
        Assert.All(driver.GetRunResult().Results, result => Assert.Null(result.Exception));
        if (!allowsCompileErrors)
        {
            CompileErrors.FailOn(output);
        }

        return new FactRun(driver, input, output);
    }
}
