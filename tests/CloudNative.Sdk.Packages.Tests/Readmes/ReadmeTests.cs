namespace CloudNative.Sdk.Packages.Tests.Readmes;

/// <summary>The page that each package shows on a gallery, done by somebody who has nothing but the page and the packages.</summary>
public sealed class ReadmeTests(PreparedReadmes readmes, ITestOutputHelper output) : IClassFixture<PreparedReadmes>
{
    [Theory]
    [MemberData(nameof(PackageContentTests.Packages), MemberType = typeof(PackageContentTests))]
    public async Task What_a_readme_says_can_be_done_and_is_seen(string package)
    {
        await using var page = await readmes.OfAsync(package);

        await page.FinishAsync();

        Assert.NotEqual(0, page.Commands);
        output.WriteLine($"{page.Commands} commands");
    }
}
