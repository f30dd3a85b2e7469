namespace CloudNative.Sdk.Integration.Tests.Components;

public sealed class PromtoolTests
{
    [Fact]
    public async Task A_page_without_help_is_refused_and_one_with_help_is_accepted()
    {
        const string Page = "# TYPE shop_orders_total counter\nshop_orders_total 1\n";

        Assert.Equal(["shop_orders_total no help text"], await Promtool.CheckMetricsAsync(Page, TestContext.Current.CancellationToken));
        Assert.Empty(await Promtool.CheckMetricsAsync("# HELP shop_orders_total Orders.\n" + Page, TestContext.Current.CancellationToken));
    }
}
