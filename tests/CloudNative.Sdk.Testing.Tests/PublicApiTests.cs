using CloudNative.Sdk.TestSupport;
using CloudNative.Sdk.TestSupport.Golden;

namespace CloudNative.Sdk.Testing.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void The_public_surface_is_the_one_that_was_reviewed() =>
        GoldenFile.Verify("tests/CloudNative.Sdk.Testing.Tests/PublicApi.txt", PublicApi.Print(typeof(RunningService).Assembly));
}
