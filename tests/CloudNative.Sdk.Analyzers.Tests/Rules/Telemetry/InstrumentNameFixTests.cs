using CloudNative.Sdk.Analyzers.CodeFixes.Telemetry;
using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Telemetry;

public sealed class InstrumentNameFixTests
{
    private static string Source(string name, string rest = "") => $$"""
        using System.Diagnostics.Metrics;

        class Shop(Meter meter)
        {
            private const string Name = "Shop.Constant";
            private readonly object _instrument = meter.CreateCounter<int>( /* a */ {{name}} /* b */ );
            {{rest}}
        }
        """;

    [Theory]
    [InlineData("\"Shop.OrdersTotal\"", "\"shop.orders\"")]
    [InlineData("@\"shop_orders_total\"", "\"shop_orders\"")]
    [InlineData("\"otel.shop.orders\"", "\"shop.orders\"")]
    public Task The_literal_is_renamed(string bad, string good) => FixRun.Gives(new InstrumentNameFix(), Source(bad), Source(good));

    [Fact]
    public Task Several_are_renamed() => FixRun.Gives(
        new InstrumentNameFix(),
        Source("\"ShopA\"", "object B(Counter<int> c) { c.Add(1, new KeyValuePair<string, object?>(\"orderType\", 1)); return meter.CreateCounter<int>(\"shop.b.counter\"); }"),
        Source("\"shop_a\"", "object B(Counter<int> c) { c.Add(1, new KeyValuePair<string, object?>(\"order_type\", 1)); return meter.CreateCounter<int>(\"shop.b\"); }"));

    [Theory]
    [InlineData("\"ShopA\"", "public string A => \"ShopA\";")]
    [InlineData("Name", "")]
    [InlineData("Name + \".a\"", "")]
    [InlineData("\"total\"", "")]
    public Task Nothing_is_offered_for_a_name_that_stands_twice_or_is_no_literal_or_has_no_better(string name, string rest) => FixRun.OffersNothing(new InstrumentNameFix(), Source(name, rest));
}
