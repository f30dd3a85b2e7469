using CloudNative.Sdk.Analyzers.Generation.Classification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CloudNative.Sdk.Analyzers.Tests.Harness;

/// <summary>Runs the classification generator over a scenario.</summary>
internal static class ClassificationRun
{
    /// <summary>Gets what was written, without the name of the namespace that is the same everywhere.</summary>
    public static IReadOnlyList<string> Of(Scenario scenario)
    {
        var result = Drive(scenario).GetRunResult();
        return
        [
            .. (result.GeneratedTrees.SingleOrDefault()?.ToString() ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2)
                .Select(line => line.Replace("[assembly: global::CloudNative.Sdk.Telemetry.", "", StringComparison.Ordinal)[..^1]),
        ];
    }

    public static IReadOnlyList<string> Of(string source) => Of(Scenario.Of("using CloudNative.Sdk.Telemetry;\n" + source));

    /// <summary>Runs over the scenario and again over an edited one, and returns why the second wrote or did not.</summary>
    public static IncrementalStepRunReason ReasonAfter(Scenario scenario, string edit)
    {
        var driver = Drive(scenario);
        var edited = scenario.Compile().AddSyntaxTrees(CSharpSyntaxTree.ParseText(edit, scenario.ParseOptions));
        var step = Assert.Single(driver.RunGenerators(edited).GetRunResult().Results[0].TrackedSteps[ClassificationGenerator.OutputStep]);
        return Assert.Single(step.Outputs).Reason;
    }

    private static GeneratorDriver Drive(Scenario scenario)
    {
        var driver = CSharpGeneratorDriver.Create(
            [new ClassificationGenerator().AsSourceGenerator()],
            parseOptions: scenario.ParseOptions,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        var ran = driver.RunGeneratorsAndUpdateCompilation(scenario.Compile(), out var output, out _);
        Assert.All(ran.GetRunResult().Results, result => Assert.Null(result.Exception));
        if (!scenario.AllowsCompileErrors)
        {
            CompileErrors.FailOn(output);
        }

        return ran;
    }
}
