using CloudNative.Sdk.Integration.Tests.Components;
using CloudNative.Sdk.TestSupport.Components;

namespace CloudNative.Sdk.Manifests.Tests.Build;

/// <summary>An image made and pushed by the SDK itself, into a real registry.</summary>
public sealed class ContainerPublishTests(PackedPackage package)
{
    private const string Program = "var app = Microsoft.AspNetCore.Builder.WebApplication.CreateBuilder(args).Build(); app.Run();";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_manifests_name_the_image_by_the_digest_under_which_the_registry_has_it()
    {
        var component = await RealComponent.ObtainAsync(DebianComponent.DockerRegistry, Token);
        await using var registry = await ImageRegistry.StartAsync(component.PathOf(DebianComponent.DockerRegistry.Program!), Token);
        var project = package.NewProject("Microsoft.NET.Sdk.Web", [TestInput.AllFeatures, TestInput.WebProgram], Program);

        await (project with { Environment = [.. project.Environment, new("DOTNET_CONTAINER_INSECURE_REGISTRIES", registry.Host)] }).SucceedAsync(
            "publish", "-t:PublishContainer", $"-p:ContainerRegistry={registry.Host}", $"-p:ContainerBaseImage={registry.BaseImage}", "-p:ContainerRepository=shop/checkout");

        var digest = await registry.DigestOfAsync("shop/checkout", "1.4.2_4f1c2ab", Token);
        var published = project.Read("bin/Release/net10.0/publish/deploy");
        var image = $"{registry.Host}/shop/checkout:1.4.2_4f1c2ab@{digest}";
        Assert.All(
            ["kubernetes/base/deployment.yaml", "kubernetes/rendered/prod.yaml", "compose/compose.yaml", "marathon/prod.json"],
            file => ScratchProject.Contains(image, published[file]));
        ScratchProject.Contains($"\"digest\": \"{digest}\"", published["release.json"]);
    }
}
