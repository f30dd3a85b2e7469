using CloudNative.Sdk.TestSupport;
using CloudNative.Sdk.TestSupport.Golden;

namespace CloudNative.Sdk.Resiliency.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void The_public_surface_is_the_one_that_was_reviewed() => GoldenFile.Verify("tests/CloudNative.Sdk.Resiliency.Tests/PublicApi.txt", PublicApi.Print(typeof(ResiliencyOptions).Assembly));
}
