using System.Reflection;
using System.Reflection.Emit;
using CloudNative.Sdk.Facts;
using CloudNative.Sdk.Manifests.Code;

namespace CloudNative.Sdk.Manifests.Tests.Code;

public sealed class AssemblyFactsTests
{
    [Fact]
    public void Facts_are_read_in_the_order_in_which_they_are_stored()
    {
        using var assembly = Compile(
            ("CloudNative.Fact.features", "feature=health&feature=telemetry"),
            ("RepositoryUrl", "https://example.org"),
            ("CloudNative.Fact.httpclient", "address=https%2Bhttp%3A%2F%2Fcatalog&service=catalog"));

        var facts = AssemblyFacts.Read(assembly);

        Assert.Equal(["features", "httpclient"], facts.Select(fact => fact.Kind));
        Assert.Equal(["health", "telemetry"], facts[0].All("feature"));
        Assert.Equal("https+http://catalog", facts[1]["address"]);
    }

    [Fact]
    public void An_assembly_without_facts_has_none()
    {
        using var assembly = Compile();
        Assert.Empty(AssemblyFacts.Read(assembly));
    }

    [Fact]
    public void A_file_that_is_no_assembly_is_refused() => Assert.Throws<BadImageFormatException>(() => AssemblyFacts.Read(new MemoryStream([1, 2, 3])));

    [Theory]
    [InlineData("Folder/Program.cs(12,5)", "Folder/Program.cs(12,5)")]
    [InlineData("Program.cs", "Shop.dll")]
    [InlineData("Program.cs(a,b)", "Shop.dll")]
    [InlineData(null, "Shop.dll")]
    public void A_fact_points_at_its_line_or_at_the_assembly(string? at, string position) =>
        Assert.Equal(position, new CodeFacts([], "Shop").PositionOf(new Fact("port").With("at", at)).ToString());

    [Fact]
    public void Keys_that_several_places_read_are_one()
    {
        using var assembly = Compile(
            ("CloudNative.Fact.configsection", "section=Payments&type=Shop.PaymentOptions&at=Program.cs%281%2C1%29"),
            ("CloudNative.Fact.configkey", "key=Shop%3AName&type=string&at=Program.cs%282%2C1%29"),
            ("CloudNative.Fact.configkey", "key=Payments%3AApiKey&type=string&secret=true&at=Program.cs%283%2C1%29"),
            ("CloudNative.Fact.configkey", "key=payments%3Aapikey&type=string&required=true&at=Program.cs%284%2C1%29"),
            ("CloudNative.Fact.configkey", "key=Payments%3AAttempts&type=int&min=1&max=10"),
            ("CloudNative.Fact.configkey", "type=int"));

        var code = new CodeFacts(AssemblyFacts.Read(assembly), "Shop");

        Assert.Equal(
            [("Payments:ApiKey", "string", true, true, null, null), ("Payments:Attempts", "int", false, false, "1", "10"), ("Shop:Name", "string", false, false, null, null)],
            code.ReadKeys.Select(key => (key.Key, key.Type, key.IsRequired, key.IsSecret, key.Min, key.Max)));
        Assert.Equal("Program.cs(3,1)", code.PositionOf(code.ReadKeys[0].Fact).ToString());
        Assert.Equal("Payments", Assert.Single(code.BoundSections)["section"]);
    }

    private static MemoryStream Compile(params (string Key, string Value)[] metadata)
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName("Service"), typeof(object).Assembly);
        var constructor = typeof(AssemblyMetadataAttribute).GetConstructor([typeof(string), typeof(string)])!;
        foreach (var (key, value) in metadata)
        {
            assembly.SetCustomAttribute(new CustomAttributeBuilder(constructor, [key, value]));
        }

        assembly.DefineDynamicModule("Service");
        var stream = new MemoryStream();
        assembly.Save(stream);
        stream.Position = 0;
        return stream;
    }
}
