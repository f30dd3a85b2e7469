using CloudNative.Sdk.TestSupport;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Core.Tests.Options;

public sealed class UnknownKeysTests
{
    [Theory]
    [InlineData("CloudNative:Ops:Prot", "CNS8001: nothing reads the configuration key 'CloudNative:Ops:Prot'. Did you mean 'CloudNative:Ops:Port'?")]
    [InlineData("CloudNative:Osp:Enabled", "CNS8001: nothing reads the configuration key 'CloudNative:Osp:Enabled'. Did you mean 'CloudNative:Ops:Enabled'?")]
    public async Task A_misspelt_key_is_warned_about_with_the_nearest_known_one(string key, string warning)
    {
        await using var host = await TestHost.Worker(builder => builder.AddCloudNativeCore(), (key, "1")).StartAsync();

        Assert.Equal([warning], host.Logs.WithId(8002));
    }

    [Fact]
    public async Task A_key_like_no_other_is_warned_about()
    {
        await using var host = await TestHost.Worker(builder => builder.AddCloudNativeCore(), ("CloudNative:Teleportation:Range", "1")).StartAsync();

        Assert.Equal(["CNS8001: nothing reads the configuration key 'CloudNative:Teleportation:Range'. Remove it, or correct its name."], host.Logs.WithId(8001));
    }

    [Fact]
    public async Task Known_keys_are_silent_whatever_their_case()
    {
        await using var host = await TestHost.Worker(builder => builder.AddCloudNativeCore(), ("cloudnative:ops:ALLOWCHANGES", "true")).StartAsync();

        Assert.DoesNotContain(host.Logs.Entries, entry => entry.Category.StartsWith("CloudNative.Sdk.Core.Options", StringComparison.Ordinal)
            && !entry.Text.Contains("DrainDelay", StringComparison.Ordinal));
    }
}
