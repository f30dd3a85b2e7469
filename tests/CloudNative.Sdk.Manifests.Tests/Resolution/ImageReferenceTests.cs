using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Platforms;
using CloudNative.Sdk.Manifests.Resolution;

namespace CloudNative.Sdk.Manifests.Tests.Resolution;

public sealed class ImageReferenceTests
{
    private static readonly BuildProperties Build = new() { AssemblyName = "Shop.Checkout", ProjectFile = "Shop.Checkout.csproj", Version = "1.4.2+4f1c2ab" };

    [Fact]
    public void The_image_is_named_after_the_assembly_and_the_version() => Assert.Equal("shop-checkout:1.4.2_4f1c2ab", Reference(Build));

    [Theory]
    [InlineData("shop.checkout", "shop.checkout")]
    [InlineData("Shop.Checkout", "shop-checkout")]
    [InlineData("Shop/Check.Out", "shop/check-out")]
    [InlineData("a__b", "a__b")]
    [InlineData("a.-b", "a--b")]
    [InlineData("My Service", "my-service")]
    public void The_repository_is_named_as_the_SDK_names_it(string stated, string repository) =>
        Assert.Equal($"{repository}:1", Reference(Build with { ContainerRepository = stated, ContainerImageTag = "1" }));

    [Fact]
    public void Registry_repository_tag_and_digest_are_those_of_the_build() =>
        Assert.Equal(
            "registry.example.org:5000/shop/checkout:7@" + TestInput.Digest,
            Reference(Build with { ContainerRegistry = "registry.example.org:5000", ContainerRepository = "shop/checkout", ContainerImageTag = "7", ContainerDigest = TestInput.Digest }));

    [Fact]
    public void Of_several_tags_the_first_that_names_a_version_is_used() =>
        Assert.Equal("shop-checkout:1.4", Reference(Build with { ContainerImageTags = "latest;1.4;1" }));

    [Theory]
    [InlineData("latest", "1.0.0")]
    [InlineData("LATEST", "1.0.0")]
    [InlineData("", "")]
    [InlineData("a b", "1.0.0")]
    [InlineData("-1", "1.0.0")]
    public void A_tag_that_names_no_version_is_an_error(string tag, string version)
    {
        var diagnostics = new DiagnosticBag();
        ImageReference.From(Build with { ContainerImageTag = tag, Version = version }, Profile.Usual, diagnostics);
        Assert.Equal(
            $"Shop.Checkout.csproj: error CNS7020: the image tag must name one version, but was '{tag}'; set Version, or ContainerImageTag to 1 to 128 letters, digits, '_', '-' and '.' other than 'latest'",
            Assert.Single(diagnostics.Ordered()).ToString());
    }

    private static string Reference(BuildProperties build)
    {
        var diagnostics = new DiagnosticBag();
        var reference = ImageReference.From(build, Profile.Usual, diagnostics);
        Assert.Empty(diagnostics.Ordered());
        return reference;
    }
}
