using System.Reflection;
using System.Reflection.Emit;
using CloudNative.Sdk.Facts;

namespace CloudNative.Sdk.Core.Tests.Facts;

public sealed class ServiceFactsTests
{
    [Fact]
    public void Facts_are_read_from_the_metadata_of_an_assembly()
    {
        var fact = new Fact(FactKinds.Instrument).With("meter", "Shop & Söhne").With("unit", "{order}").WithEach("tag", ["a=b", "c"]);
        var assembly = AssemblyOf((Fact.KeyPrefix + fact.Kind, fact.ToString()), ("RepositoryUrl", "https://example.org"));

        var read = Assert.Single(ServiceFacts.Read(assembly).OfKind("instrument"));

        Assert.Equal(("Shop & Söhne", "{order}", null), (read["meter"], read["unit"], read["description"]));
        Assert.Equal(["a=b", "c"], read.Values("tag"));
    }

    [Fact]
    public void Damaged_values_lose_only_the_damaged_pair()
    {
        var facts = ServiceFacts.Read(AssemblyOf(("CloudNative.Fact.meter", "name=Shop&&nonsense&=x"), ("CloudNative.Fact.", "name=y")));

        Assert.Equal("Shop", Assert.Single(facts.OfKind("meter"))["name"]);
    }

    [Fact]
    public void An_assembly_without_facts_has_none() => Assert.Empty(ServiceFacts.Read(typeof(string).Assembly).All);

    private static AssemblyBuilder AssemblyOf(params (string Key, string Value)[] metadata) => AssemblyBuilder.DefineDynamicAssembly(
        new AssemblyName("Shop.Facts"),
        AssemblyBuilderAccess.RunAndCollect,
        metadata.Select(pair => new CustomAttributeBuilder(typeof(AssemblyMetadataAttribute).GetConstructors().Single(), [pair.Key, pair.Value])));
}
