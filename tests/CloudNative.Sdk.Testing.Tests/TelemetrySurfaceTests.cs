using CloudNative.Sdk.TestSupport.Services;

namespace CloudNative.Sdk.Testing.Tests;

public sealed class TelemetrySurfaceTests : IDisposable
{
    private readonly string _other = $"telemetry.{Guid.NewGuid():N}.txt";

    private string OtherPath => Repository.PathOf("tests", "CloudNative.Sdk.Testing.Tests", _other);

    public void Dispose() => File.Delete(OtherPath);

    [Fact]
    public void The_telemetry_of_a_service_is_what_was_approved() => TelemetrySurface.AssertUnchanged<Program>();

    [Fact]
    public void What_is_gone_changed_or_new_is_named_with_what_it_breaks()
    {
        var approved = File.ReadAllText(Repository.PathOf("tests", "CloudNative.Sdk.Testing.Tests", "telemetry.approved.txt"));
        File.WriteAllText(
            OtherPath,
            approved.Replace("shop.orders.placed  Counter  {order}", "shop.orders.placed  Counter  {parcel}", StringComparison.Ordinal)
                .Replace("shop.orders.value", "shop.orders.worth", StringComparison.Ordinal));

        var fault = Assert.Throws<ContractException>(() => TelemetrySurface.AssertUnchanged<Program>(_other));

        Assert.Equal(
            $"""
            The telemetry differs from '{OtherPath}'. If that is meant, run the tests once with UPDATE_TELEMETRY=1 and review the change:
            - instrument Shop.Orders shop.orders.placed has changed: panels and alerts that use its kind, unit or tags find something else
                was  instrument  Shop.Orders  shop.orders.placed  Counter  {"{parcel}"}  -
                is   instrument  Shop.Orders  shop.orders.placed  Counter  {"{order}"}  -
            - instrument Shop.Orders shop.orders.worth is gone: panels and alerts that ask for it find nothing
                was  instrument  Shop.Orders  shop.orders.worth  Histogram  {"{euro}"}  -
            - instrument Shop.Orders shop.orders.value is new
                is   instrument  Shop.Orders  shop.orders.value  Histogram  {"{euro}"}  -
            """,
            fault.Message);
    }

    [Fact]
    public void Without_an_approved_file_the_message_says_how_to_get_one()
    {
        var fault = Assert.Throws<ContractException>(() => TelemetrySurface.AssertUnchanged<Program>(_other));

        Assert.Equal($"'{OtherPath}' does not exist. Run the tests once with UPDATE_TELEMETRY=1, which writes it, and review it.", fault.Message);
    }
}
