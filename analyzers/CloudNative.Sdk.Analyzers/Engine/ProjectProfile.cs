using CloudNative.Sdk.Analyzers.Catalogue;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CloudNative.Sdk.Analyzers.Engine;

/// <summary>Tells what a project is for, from what the build says and what it references; <c>cns_project_kind</c> overrides both.</summary>
internal static class ProjectProfile
{
    public static ProjectKind KindOf(Compilation compilation, AnalyzerConfigOptionsProvider options)
    {
        if (Configured(compilation, options) is { } configured)
        {
            return configured;
        }

        var references = compilation.ReferencedAssemblyNames.Select(assembly => assembly.Name).ToList();
        if (Build("IsTestProject") || References("xunit", "nunit.framework", "MSTest", "Microsoft.VisualStudio.TestPlatform.TestFramework", "TUnit"))
        {
            return ProjectKind.Test;
        }

        if (Build("IsAspireHost") || References("Aspire.Hosting"))
        {
            return ProjectKind.AppHost;
        }

        if (Build("UseMaui") || Build("UseWPF") || Build("UseWindowsForms") || Build("UsingMicrosoftNETSdkBlazorWebAssembly")
            || References("Microsoft.Maui", "PresentationFramework", "System.Windows.Forms", "Microsoft.AspNetCore.Components.WebAssembly"))
        {
            return ProjectKind.Client;
        }

        var isProgram = compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication;
        return Build("UsingMicrosoftNETSdkWeb") || References("Microsoft.AspNetCore", "Microsoft.Extensions.Hosting")
            ? isProgram ? ProjectKind.Application : ProjectKind.Service
            : isProgram ? ProjectKind.Cli : ProjectKind.Library;

        bool Build(string property) =>
            options.GlobalOptions.TryGetValue("build_property." + property, out var value) && value.Equals("true", StringComparison.OrdinalIgnoreCase);

        bool References(params string[] prefixes) => references.Any(name => prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>Returns whether rules of a scope run in a project of this kind.</summary>
    public static bool Runs(this ProjectKind kind, RuleScope scope) => kind switch
    {
        ProjectKind.Test or ProjectKind.AppHost => false,
        ProjectKind.Application => true,
        ProjectKind.Service => scope != RuleScope.Application,
        _ => scope == RuleScope.Everywhere,
    };

    private static ProjectKind? Configured(Compilation compilation, AnalyzerConfigOptionsProvider options)
    {
        var first = compilation.SyntaxTrees.FirstOrDefault();
        return (options.GlobalOptions.TryGetValue(GlobalOptions.ProjectKind.Key, out var value) || (first is not null && options.GetOptions(first).TryGetValue(GlobalOptions.ProjectKind.Key, out value)))
            && value.All(char.IsLetter) && Enum.TryParse<ProjectKind>(value, ignoreCase: true, out var kind) ? kind : null;
    }
}
