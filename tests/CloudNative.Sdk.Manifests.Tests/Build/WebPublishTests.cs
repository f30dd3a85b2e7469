using CloudNative.Sdk.Facts;
using CloudNative.Sdk.Manifests.Inputs;

namespace CloudNative.Sdk.Manifests.Tests.Build;

/// <summary>A web service through its life: published, published again, broken, mended, made into an image.</summary>
public sealed class WebPublishTests(PackedPackage package)
{
    private const string Deploy = "bin/Release/net10.0/publish/deploy";
    private const string Stamp = "obj/Release/net10.0/cloudnative.manifests.stamp";
    private const string Deployment = "kubernetes/base/deployment.yaml";
    private const string Program = "var app = Microsoft.AspNetCore.Builder.WebApplication.CreateBuilder(args).Build(); app.Run();";

    /// <summary>Stands in for the making of an image, which needs a base image from a registry; what comes before and after is the SDK's own.</summary>
    private const string ImageStandIn = $"""
        <Target Name="_PublishSingleContainer">
          <PropertyGroup><GeneratedContainerDigest>{TestInput.Digest}</GeneratedContainerDigest></PropertyGroup>
          <Message Importance="high" Text="image: $(ContainerRepository):@(ContainerImageTags)" />
        </Target>
        """;

    private static readonly string[] OfTheBuild = ["inputs.json", "release.json"];
    private static readonly Fact[] Facts = [TestInput.AllFeatures, TestInput.WebProgram, TestInput.CatalogClient];

    [Fact]
    public async Task Publish_writes_what_follows_from_the_code_and_keeps_it_up_to_date()
    {
        var project = package.NewProject("Microsoft.NET.Sdk.Web", Facts, Program, ImageStandIn);

        var output = await project.SucceedAsync("publish");
        var input = TestInput.From(Facts).WithBuild(build => build with { Version = "1.4.2+4f1c2ab" });
        var expected = ManifestGenerator.Generate(input with { Location = new InputLocation("../Shop.Checkout.dll", "../../../../../") });
        ScratchProject.Contains($"CloudNative manifests: shop-checkout 1.4.2+4f1c2ab: 4 environments, {expected.Files.Count} files ({expected.Files.Count} changed) -> {Deploy}", output);
        var published = project.Read(Deploy);
        // The record and the inputs also hold what a build server says of the build that runs this test.
        Assert.Equal(
            expected.Files.Where(file => !OfTheBuild.Contains(file.Path)).ToDictionary(file => file.Path, file => file.Content),
            published.Where(file => file.Key != ".cloudnative-files" && !OfTheBuild.Contains(file.Key)).ToDictionary());
        ScratchProject.Contains("\"schema\": \"cloudnative.release/1\"", published["release.json"]);
        ScratchProject.Contains("\"assembly\": \"../Shop.Checkout.dll\",\n  \"project\": \"../../../../../\"", published["inputs.json"]);
        ScratchProject.Contains("image: registry.example.org/shop-checkout:1.4.2_4f1c2ab\n", published[Deployment]);

        await A_deleted_file_comes_back(project, published);
        await Where_nothing_changed_nothing_is_made(project, published);
        await A_broken_file_changes_nothing(project, published);
        await The_image_gets_the_same_tag_and_the_manifests_its_digest(project);
    }

    private static async Task A_deleted_file_comes_back(ScratchProject project, SortedDictionary<string, string> published)
    {
        File.Delete(project.PathOf($"{Deploy}/{Deployment}"));
        var turkish = project with { Environment = [.. project.Environment, new("LANG", "tr_TR.UTF-8"), new("LC_ALL", "tr_TR.UTF-8"), new("DOTNET_CLI_UI_LANGUAGE", "en")] };
        var output = await turkish.SucceedAsync("publish", "--no-build");
        ScratchProject.Contains(" files (1 changed)", output);
        Assert.Equal(published, project.Read(Deploy));
    }

    /// <summary>The stamp's own summary can only be seen where nothing was made again.</summary>
    private static async Task Where_nothing_changed_nothing_is_made(ScratchProject project, SortedDictionary<string, string> published)
    {
        var stamp = File.ReadAllLines(project.PathOf(Stamp));
        stamp[1] = "seen in the stamp";
        File.WriteAllLines(project.PathOf(Stamp), stamp);
        ScratchProject.Contains("CloudNative manifests: seen in the stamp", await project.SucceedAsync("publish", "--no-build"));

        File.AppendAllText(project.PathOf($"{Deploy}/{Deployment}"), "# by hand\n");
        ScratchProject.Contains(" files (1 changed)", await project.SucceedAsync("publish", "--no-build"));
        Assert.Equal(published, project.Read(Deploy));

        var scaled = project with { Environment = [.. project.Environment, new("CLOUDNATIVE_SCALE_MIN", "4")] };
        Assert.DoesNotContain("(0 changed)", await scaled.SucceedAsync("publish", "--no-build"), StringComparison.Ordinal);
        Assert.DoesNotContain("(0 changed)", await project.SucceedAsync("publish", "--no-build"), StringComparison.Ordinal);
        Assert.Equal(published, project.Read(Deploy));
    }

    private static async Task A_broken_file_changes_nothing(ScratchProject project, SortedDictionary<string, string> published)
    {
        project.Write("service.yaml", "apiVersion: cloudnative/v1\nteam: t\nscale:\n  mni: 3\n  max: many\n");
        project.Write("service.prod.yaml", "instnces: 3\n");
        var (code, output) = await project.RunAsync("publish", "--no-build");
        Assert.Equal(1, code);
        ScratchProject.Contains("service.yaml(4,3): error CNS7004: unknown field 'mni'; did you mean 'min'?", output);
        ScratchProject.Contains("service.yaml(5,8): error CNS7003: scale.max must be a whole number from 1 to 1000, but was 'many'", output);
        ScratchProject.Contains("service.prod.yaml(1,1): error CNS7004: unknown field 'instnces'", output);
        Assert.DoesNotContain("CloudNative manifests:", output, StringComparison.Ordinal);
        Assert.Equal(published, project.Read(Deploy));
        File.Delete(project.PathOf("service.prod.yaml"));
    }

    private static async Task The_image_gets_the_same_tag_and_the_manifests_its_digest(ScratchProject project)
    {
        project.Write("service.yaml", "apiVersion: cloudnative/v1\nname: checkout\nteam: t\n");
        var output = await project.SucceedAsync("publish", "-t:PublishContainer");
        ScratchProject.Contains("image: shop-checkout:1.4.2_4f1c2ab", output);
        Assert.True(File.Exists(project.PathOf("obj/cloudnative.service.schema.json")), "The schema for editors was not copied.");
        ScratchProject.Contains($"image: registry.example.org/shop-checkout:1.4.2_4f1c2ab@{TestInput.Digest}\n", project.Read(Deploy)[Deployment]);
    }
}
