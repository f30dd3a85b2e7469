using CloudNative.Sdk.Analyzers.CodeFixes.Resiliency;
using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Resiliency;

public sealed class UnboundedQueueFixTests
{
    private static string Source(string channel) => $"using System.Collections.Concurrent; using System.Threading.Channels; class C {{ readonly object _a = {channel}; /* keep */ readonly object _b = {channel}; }}";

    [Theory]
    [InlineData("Channel.CreateUnbounded<int>()", "Channel.CreateBounded<int>(10_000)")]
    [InlineData("Channel.CreateUnbounded<int>(new UnboundedChannelOptions { SingleReader = true })", "Channel.CreateBounded<int>(new BoundedChannelOptions(10_000) { SingleReader = true })")]
    public Task The_channel_is_bounded(string bad, string good) => FixRun.Gives(new UnboundedQueueFix(), Source(bad), Source(good));

    [Fact]
    public Task Nothing_is_offered_for_other_queues() => FixRun.OffersNothing(new UnboundedQueueFix(), Source("new BlockingCollection<int>()"));
}
