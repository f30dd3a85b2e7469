using CloudNative.Sdk.TestSupport;
using CloudNative.Sdk.TestSupport.Golden;

namespace CloudNative.Sdk.Discovery.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void The_public_surface_is_the_one_that_was_reviewed() => GoldenFile.Verify("tests/CloudNative.Sdk.Discovery.Tests/PublicApi.txt", PublicApi.Print(typeof(DiscoveryOptions).Assembly));
}
