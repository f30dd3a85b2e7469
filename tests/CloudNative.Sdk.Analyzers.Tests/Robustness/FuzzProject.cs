using CloudNative.Sdk.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CloudNative.Sdk.Analyzers.Tests.Robustness;

/// <summary>Empty projects with more or less of what code refers to; what is made of one shares its bound references.</summary>
internal static class FuzzProject
{
    private static readonly Lazy<Project>[] Empty = [.. Kinds().Select(scenario => new Lazy<Project>(() => Make(scenario)))];

    /// <summary>Gets a project with the file and no other. One number in eight lacks ASP.NET Core, or the packages of others and our own, or even the framework.</summary>
    public static Project With(string text, int number)
    {
        var references = (number % 24) switch { 0 => 3, 8 => 2, 16 => 1, _ => 0 };
        var empty = Empty[(2 * references) + (IsProgram(text) ? 1 : 0)].Value;
        return empty.AddDocument("Program.cs", SourceText.From(text), filePath: Scenario.Folder + "Program.cs").Project;
    }

    private static bool IsProgram(string text) => CSharpSyntaxTree.ParseText(text).GetCompilationUnitRoot().Members.OfType<GlobalStatementSyntax>().Any();

    private static IEnumerable<Scenario> Kinds()
    {
        string?[][] without = [[], ["ThirdParty", "CloudNative"], ["ThirdParty", "CloudNative", "Microsoft.AspNetCore", "Microsoft.Extensions"], [""]];
        foreach (var absent in without)
        {
            foreach (var kind in new[] { OutputKind.DynamicallyLinkedLibrary, OutputKind.ConsoleApplication })
            {
                var scenario = Scenario.Of().As(kind);
                foreach (var prefix in absent)
                {
                    scenario.Without(prefix!);
                }

                yield return scenario;
            }
        }
    }

    private static Project Make(Scenario scenario)
    {
        var id = ProjectId.CreateNewId();
        var solution = new AdhocWorkspace().CurrentSolution.AddProject(ProjectInfo.Create(
            id, VersionStamp.Default, "Shop", scenario.AssemblyName, LanguageNames.CSharp,
            compilationOptions: scenario.CompilationOptions, parseOptions: scenario.ParseOptions, metadataReferences: scenario.References));
        foreach (var (name, source) in scenario.Sources())
        {
            solution = solution.AddDocument(DocumentId.CreateNewId(id), Path.GetFileName(name), SourceText.From(source), filePath: name);
        }

        var project = solution.GetProject(id)!;
        project.GetCompilationAsync().GetAwaiter().GetResult();
        return project;
    }
}
