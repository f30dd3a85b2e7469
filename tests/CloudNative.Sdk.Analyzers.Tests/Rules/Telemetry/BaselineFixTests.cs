using CloudNative.Sdk.Analyzers.CodeFixes.Telemetry;
using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Telemetry;

public sealed class BaselineFixTests
{
    private const string Source = """
        using System.Diagnostics.Metrics;

        class Orders
        {
            private static readonly Meter Meter = new("Shop");
            private static readonly Counter<long> Placed = Meter.CreateCounter<long>("shop.placed", "{order}");
            private static readonly Counter<long> Failed = Meter.CreateCounter<long>("shop.failed", "{order}");

            void Place(string color) { Placed.Add(1, new KeyValuePair<string, object?>("color", color)); Failed.Add(1); }
        }
        """;

    [Theory]
    [InlineData("", "", "Shop  shop.failed  Counter  {order}  -\nShop  shop.placed  Counter  {order}  color\n")]
    [InlineData("Shop shop.placed Counter {order} -\n", "# Since the last release.\nShop  shop.failed  Counter  {order}  -\n", "# Since the last release.\nShop  shop.failed  Counter  {order}  -\nShop  shop.placed  Counter  {order}  color\n")]
    [InlineData("Shop shop.placed Counter {order} -\n", "Shop shop.placed Histogram {order} -\n", "Shop  shop.failed  Counter  {order}  -\nShop  shop.placed  Counter  {order}  color\n")]
    public Task The_entry_is_written(string shipped, string unshipped, string expected) => FixRun.Gives(
        new BaselineFix(), Scenario.Of(Source).Beside("Telemetry.Shipped.txt", shipped).Beside("Telemetry.Unshipped.txt", unshipped), Source, shipped, expected);
}
