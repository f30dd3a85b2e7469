namespace CloudNative.Sdk.Testing.Tests;

public sealed class ServiceManifestsTests
{
    [Fact]
    public void Manifests_of_a_service_are_made_and_checked_without_a_publish() => ServiceManifests.AssertClean<Program>();

    [Fact]
    public void Every_fault_of_a_folder_is_named()
    {
        var folder = Directory.CreateTempSubdirectory("cloudnative-manifests");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "pod.yaml"), """
                apiVersion: v1
                kind: Pod
                metadata: {name: bare}
                spec: {containers: [{name: bare, image: "bare:latest"}]}
                """);

            var fault = Assert.Throws<ContractException>(() => ServiceManifests.AssertClean(folder.FullName));

            Assert.StartsWith($"The manifests in '{folder.FullName}' are not clean:\n- pod.yaml(", fault.Message, StringComparison.Ordinal);
            Assert.True(fault.Message.Split("\n- ").Length > 5, fault.Message);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_folder_without_manifests_is_no_success()
    {
        var folder = Directory.CreateTempSubdirectory("cloudnative-manifests");
        try
        {
            Assert.Equal($"'{folder.FullName}' holds no manifests.", Assert.Throws<ContractException>(() => ServiceManifests.AssertClean(folder.FullName)).Message);
        }
        finally
        {
            folder.Delete();
        }

        Assert.Equal($"There is no folder '{folder.FullName}'.", Assert.Throws<ContractException>(() => ServiceManifests.AssertClean(folder.FullName)).Message);
    }

    [Fact]
    public void A_type_of_no_referenced_project_has_no_manifests()
    {
        var fault = Assert.Throws<ContractException>(ServiceManifests.AssertClean<FactAttribute>);

        Assert.StartsWith("The folder of the project of the service is not known. The test project needs a ProjectReference to 'xunit.v3.core'", fault.Message, StringComparison.Ordinal);
    }
}
