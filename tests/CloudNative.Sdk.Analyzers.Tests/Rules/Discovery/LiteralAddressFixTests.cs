using CloudNative.Sdk.Analyzers.CodeFixes.Discovery;
using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Discovery;

public sealed class LiteralAddressFixTests
{
    private static string App(string address) => $$"""
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddHttpClient("order-store", client => client.BaseAddress = new Uri({{address}})); // Keep.
        var app = builder.Build();
        app.Run();
        """;

    [Theory]
    [InlineData("\"http://10.0.4.7:8080\"", "builder.Configuration[\"Services:OrderStore\"] ?? throw new InvalidOperationException(\"'Services:OrderStore' is not configured.\")")]
    [InlineData("/* a */ \"http://inventory:8080\"", "/* a */ builder.Configuration[\"Services:Inventory\"] ?? throw new InvalidOperationException(\"'Services:Inventory' is not configured.\")")]
    [InlineData("\"http://inventory.shop.svc.cluster.local\"", "builder.Configuration[\"Services:Inventory\"] ?? throw new InvalidOperationException(\"'Services:Inventory' is not configured.\")")]
    public Task The_address_is_read_from_configuration(string bad, string good) => FixRun.Gives(new LiteralAddressFix(), App(bad), App(good));

    [Fact]
    public Task Two_addresses_of_a_class_are_fixed() => FixRun.Gives(
        new LiteralAddressFix(),
        "using Microsoft.Extensions.Configuration; class C(IConfiguration settings) { void M(HttpClient a, HttpClient b) { a.BaseAddress = new Uri(\"http://one:80\"); b.BaseAddress = new Uri(\"http://two:80\"); } }",
        "using Microsoft.Extensions.Configuration; class C(IConfiguration settings) { void M(HttpClient a, HttpClient b) { a.BaseAddress = new Uri(settings[\"Services:One\"] ?? throw new InvalidOperationException(\"'Services:One' is not configured.\")); b.BaseAddress = new Uri(settings[\"Services:Two\"] ?? throw new InvalidOperationException(\"'Services:Two' is not configured.\")); } }");

    [Theory]
    [InlineData("class C { void M(HttpClient a) => a.BaseAddress = new Uri(\"http://one:80\"); }")]
    [InlineData("using Microsoft.Extensions.Configuration; class C(IConfiguration s) { const string Url = \"http://one:80\"; void M(HttpClient a) => a.BaseAddress = new Uri(Url + s[\"x\"]); }")]
    [InlineData("using Microsoft.Extensions.Configuration; class C(IConfiguration s) { void M(HttpClient a, string u = \"http://one:80\") => a.BaseAddress = new Uri(u + s[\"x\"]); }")]
    public Task Nothing_is_offered_where_the_configuration_cannot_be_read(string source) => FixRun.OffersNothing(new LiteralAddressFix(), source.Replace("string u", "string hostUrl", StringComparison.Ordinal).Replace("(u +", "(hostUrl +", StringComparison.Ordinal));
}
