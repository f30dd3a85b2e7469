using CloudNative.Sdk.Testing;

namespace CloudNative.Sdk.Discovery.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void The_public_surface_is_the_one_that_was_reviewed() => Assert.Equal(
        """
        sealed class CloudNative.Sdk.Discovery.DiscoveryOptions
            Boolean PassThrough { get; set; }
            new()
        static class Microsoft.Extensions.Hosting.CloudNativeDiscoveryHostApplicationBuilderExtensions
            TBuilder AddCloudNativeDiscovery<TBuilder>(TBuilder builder, Action<DiscoveryOptions> configure = null)

        """,
        PublicApi.Print(typeof(DiscoveryOptions).Assembly));
}
