using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CloudNative.Sdk.Analyzers.Tests.Engine;

public sealed class ProjectProfileTests
{
    [Theory]
    [InlineData("Microsoft.AspNetCore", true, nameof(ProjectKind.Application))]
    [InlineData("Microsoft.Extensions.Hosting.Abstractions", false, nameof(ProjectKind.Service))]
    [InlineData("Some.Package", true, nameof(ProjectKind.Cli))]
    [InlineData("Some.Package", false, nameof(ProjectKind.Library))]
    [InlineData("xunit.v3.core", true, nameof(ProjectKind.Test))]
    [InlineData("nunit.framework", false, nameof(ProjectKind.Test))]
    [InlineData("MSTest.TestFramework", false, nameof(ProjectKind.Test))]
    [InlineData("TUnit.Core", true, nameof(ProjectKind.Test))]
    [InlineData("Aspire.Hosting.AppHost", true, nameof(ProjectKind.AppHost))]
    [InlineData("PresentationFramework", true, nameof(ProjectKind.Client))]
    [InlineData("Microsoft.AspNetCore.Components.WebAssembly", true, nameof(ProjectKind.Client))]
    public void The_references_tell_what_a_project_is_for(string reference, bool isProgram, string kind) => Assert.Equal(kind, KindOf(reference, isProgram));

    [Theory]
    [InlineData("build_property.IsTestProject", "True", nameof(ProjectKind.Test))]
    [InlineData("build_property.IsAspireHost", "true", nameof(ProjectKind.AppHost))]
    [InlineData("build_property.UseMaui", "true", nameof(ProjectKind.Client))]
    [InlineData("build_property.UsingMicrosoftNETSdkWeb", "true", nameof(ProjectKind.Application))]
    [InlineData("build_property.UsingMicrosoftNETSdkWeb", "false", nameof(ProjectKind.Cli))]
    [InlineData("cns_project_kind", "SERVICE", nameof(ProjectKind.Service))]
    [InlineData("cns_project_kind", "3", nameof(ProjectKind.Cli))]
    [InlineData("cns_project_kind", "", nameof(ProjectKind.Cli))]
    public void The_build_and_the_setting_tell_it_first(string key, string value, string kind) => Assert.Equal(kind, KindOf("Some.Package", isProgram: true, key, value));

    [Fact]
    public void Tests_and_app_hosts_run_no_rule()
    {
        foreach (var scope in Enum.GetValues<RuleScope>())
        {
            Assert.False(ProjectKind.Test.Runs(scope));
            Assert.False(ProjectKind.AppHost.Runs(scope));
            Assert.True(ProjectKind.Application.Runs(scope));
        }

        Assert.True(ProjectKind.Service.Runs(RuleScope.Service));
        Assert.False(ProjectKind.Service.Runs(RuleScope.Application));
        Assert.True(ProjectKind.Client.Runs(RuleScope.Everywhere));
        Assert.False(ProjectKind.Cli.Runs(RuleScope.Service));
    }

    private static string KindOf(string reference, bool isProgram, string key = "none", string value = "")
    {
        var referenced = CSharpCompilation.Create(reference, [CSharpSyntaxTree.ParseText("public class Marker;")], ReferencePacks.AspNetCore, new(OutputKind.DynamicallyLinkedLibrary));
        var compilation = CSharpCompilation.Create(
            "Project",
            [CSharpSyntaxTree.ParseText("class C : Marker;")],
            [referenced.ToMetadataReference()],
            new CSharpCompilationOptions(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary));
        return ProjectProfile.KindOf(compilation, new ConfigOptions(new Dictionary<string, string> { [key] = value })).ToString();
    }
}
