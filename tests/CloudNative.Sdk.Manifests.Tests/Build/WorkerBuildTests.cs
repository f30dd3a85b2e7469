namespace CloudNative.Sdk.Manifests.Tests.Build;

/// <summary>A worker without publish, and the builds in which nothing may be written.</summary>
public sealed class WorkerBuildTests(PackedPackage package)
{
    private const string Idle = """
        <Target Name="TryIdle">
          <ItemGroup>
            <Case Include="DesignTimeBuild=true" Folder="design-time" />
            <Case Include="BuildingForLiveUnitTesting=true" Folder="live-testing" />
            <Case Include="IsTestProject=true" Folder="tests" />
            <Case Include="OutputType=Library" Folder="library" />
            <Case Include="CloudNativeManifestsEnabled=false" Folder="disabled" />
            <Case Include="CloudNativeManifestsTargetFramework=net11.0" Folder="other-framework" />
            <Case Include="CloudNativeManifestsTargetFramework=net10.0" Folder="active" />
          </ItemGroup>
          <MSBuild Projects="$(MSBuildProjectFullPath)" Targets="_CloudNativeWriteManifests" Properties="%(Case.Identity);CloudNativeManifestsDir=idle/%(Case.Folder)/" />
        </Target>
        """;

    [Fact]
    public async Task A_build_target_writes_without_publish_and_only_where_a_program_is_deployed()
    {
        var project = package.NewProject("Microsoft.NET.Sdk.Worker", [TestInput.AllFeatures, TestInput.WorkerProgram], "System.Console.WriteLine();", Idle);

        var output = await project.SucceedAsync("build", "-t:CloudNativeManifests", "-p:CloudNativeManifestsDir=out/");
        ScratchProject.Contains("CloudNative manifests: shop-checkout 1.4.2+4f1c2ab: 4 environments, ", output);
        Assert.Equal(
            [
                "kubernetes/base/configmap.yaml", "kubernetes/base/deployment.yaml", "kubernetes/base/kustomization.yaml",
                "kubernetes/base/networkpolicy.yaml", "kubernetes/base/poddisruptionbudget.yaml", "kubernetes/base/serviceaccount.yaml",
            ],
            project.Read("out").Keys.Where(path => path.StartsWith("kubernetes/base/", StringComparison.Ordinal)));

        await project.SucceedAsync("msbuild", "-t:TryIdle");
        Assert.Equal(["active"], Directory.EnumerateDirectories(project.PathOf("idle")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_file_of_somebody_else_stops_the_build_and_stays()
    {
        var project = package.NewProject("Microsoft.NET.Sdk.Worker", [TestInput.AllFeatures, TestInput.WorkerProgram], "System.Console.WriteLine();");
        Directory.CreateDirectory(project.PathOf("out/kubernetes/base"));
        project.Write("out/kubernetes/base/deployment.yaml", "mine");

        var (code, output) = await project.RunAsync("build", "-t:CloudNativeManifests", "-p:CloudNativeManifestsDir=out/", "-p:ContainerImageTag=latest");
        Assert.Equal(1, code);
        ScratchProject.Contains("Shop.Checkout.csproj : error CNS7020: the image tag must name one version, but was 'latest'", output);

        (code, output) = await project.RunAsync("build", "-t:CloudNativeManifests", "-p:CloudNativeManifestsDir=out/");
        Assert.Equal(1, code);
        ScratchProject.Contains(
            "out/kubernetes/base/deployment.yaml : error CNS7092: the file was not written by this build and stays as it is; move it, or set CloudNativeManifestsDir to another folder",
            output);
        Assert.Equal("mine", Assert.Single(project.Read("out")).Value);
    }
}
