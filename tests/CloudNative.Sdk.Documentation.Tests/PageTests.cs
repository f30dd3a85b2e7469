using CloudNative.Sdk.Analyzers.Tests.Harness;
using CloudNative.Sdk.TestSupport.Services;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CloudNative.Sdk.Documentation.Tests;

public sealed class PageTests
{
    /// <summary>What a web project of the SDK uses without saying so.</summary>
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Net.Http.Json;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Hosting;
        global using Microsoft.AspNetCore.Http;
        global using Microsoft.AspNetCore.Routing;
        global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;
        """;

    /// <summary>What the package brings with it, beside ASP.NET Core.</summary>
    private static readonly string[] ReferencedPrefixes = ["CloudNative.Sdk", "OpenTelemetry", "Polly", "Microsoft.AspNetCore.Mvc.Testing", "Microsoft.AspNetCore.TestHost"];

    private static readonly CSharpParseOptions Latest = new(LanguageVersion.Preview);

    public static TheoryData<string> Pages => [.. Page.All];

    /// <summary>Pages with programmes; the examples of the rules are compiled with the rules' own tests, and the pages of packages are done to the letter with the packed packages.</summary>
    public static TheoryData<string> PagesWithProgrammes => [.. Page.All.Where(path => !path.StartsWith("docs/rules/", StringComparison.Ordinal) && !IsOfPackage(path) && Page.Snippets(path).Any())];

    public static TheoryData<string> PackagePages => [.. Page.All.Where(IsOfPackage)];

    [Theory]
    [MemberData(nameof(PagesWithProgrammes))]
    public void Every_programme_on_a_page_compiles(string path)
    {
        var faults = Page.Snippets(path).SelectMany((snippet, index) => Compile(snippet).Select(fault => $"{path}, programme {index + 1}: {fault}"));

        Assert.Empty(faults);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_to_the_repository_leads_somewhere(string path)
    {
        var folder = Path.GetDirectoryName(Repository.PathOf(path))!;
        var broken = Page.Links(path)
            .Where(link => !link.Contains("://", StringComparison.Ordinal) && !link.StartsWith('#'))
            .Where(link => Path.Combine(folder, link.Split('#')[0]) is var target && !File.Exists(target) && !Directory.Exists(target));

        Assert.Empty(broken);
    }

    [Theory]
    [MemberData(nameof(PackagePages))]
    public void The_page_of_a_package_is_short_and_shows_code_early(string path)
    {
        var lines = Page.Read(path).Split('\n');

        Assert.InRange(lines.Length, 5, 81);
        Assert.InRange(Array.FindIndex(lines, line => line.StartsWith("```", StringComparison.Ordinal)), 0, 19);
    }

    private static bool IsOfPackage(string path) =>
        path.EndsWith("/README.md", StringComparison.Ordinal) && (path.StartsWith("src/", StringComparison.Ordinal) || path.StartsWith("analyzers/", StringComparison.Ordinal));

    private static IEnumerable<string> Compile(string snippet)
    {
        var trusted = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var references = trusted
            .Where(file => ReferencedPrefixes.Any(prefix => Path.GetFileName(file).StartsWith(prefix, StringComparison.Ordinal)))
            .Select(file => MetadataReference.CreateFromFile(file));
        return CSharpCompilation.Create(
                "Programme",
                [CSharpSyntaxTree.ParseText(ImplicitUsings, Latest), CSharpSyntaxTree.ParseText(snippet, Latest)],
                [.. ReferencePacks.AspNetCore, .. references],
                new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable))
            .GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => diagnostic.ToString());
    }
}
