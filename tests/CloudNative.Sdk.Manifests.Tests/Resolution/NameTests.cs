namespace CloudNative.Sdk.Manifests.Tests.Resolution;

public sealed class NameTests
{
    [Theory]
    [InlineData("Shop.Checkout", "shop-checkout")]
    [InlineData("checkout", "checkout")]
    [InlineData("_My__Service.", "my-service")]
    public void The_name_follows_from_the_assembly(string assembly, string name) =>
        Assert.Equal(name, TestInput.Web().WithBuild(build => build with { AssemblyName = assembly }).Render().Deployment["metadata"]!["name"]!.GetValue<string>());

    [Theory]
    [InlineData("3D")]
    [InlineData("A.Name.That.Is.Longer.Than.Forty.Characters.Is.Too.Long")]
    public void An_assembly_whose_name_gives_none_asks_for_one(string assembly)
    {
        var problems = TestInput.Web().WithBuild(build => build with { AssemblyName = assembly, ContainerRepository = "r" }).Problems();
        Assert.Equal(
            [$"Shop.Checkout.csproj: error CNS7005: the assembly name '{assembly}' gives no name of 1 to 40 lower-case letters, digits and '-', beginning with a letter and ending with a letter or digit; state 'name' in service.yaml"],
            problems);
    }

    [Theory]
    [InlineData("1.4.2", "1.4.2")]
    [InlineData("1.4.2-rc.1+4f1c2ab", "1.4.2-rc.1_4f1c2ab")]
    [InlineData("1.0.0-a234567890123456789012345678901234567890123456789012345678901234567890", "1.0.0-a23456789012345678901234567890123456789012345678901234567")]
    public void The_version_is_a_label(string version, string label) =>
        Assert.Equal(label, TestInput.Web().WithBuild(build => build with { Version = version }).Render().Labels["app.kubernetes.io/version"]);

    [Fact]
    public void The_ConfigMap_is_named_after_its_data()
    {
        var (one, same, other) = (ConfigMapName("a"), ConfigMapName("a"), ConfigMapName("b"));
        Assert.Equal(one, same);
        Assert.NotEqual(one, other);
        Assert.Matches("^shop-checkout-config-[0-9a-f]{8}$", one);
    }

    private static string ConfigMapName(string value) => TestInput.Web().WithService($"config: {{Key: {value}}}").Render().One("ConfigMap")["metadata"]!["name"]!.GetValue<string>();
}
