using CloudNative.Sdk.TestSupport.Golden;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Documentation.Tests.Schema;

/// <summary>The schemas that the packages carry for editors are what the options classes say.</summary>
public sealed class ConfigurationSchemaTests
{
    private static readonly ILookup<string, OptionsSection> Sections = OptionsSection.ByPackage();

    public static TheoryData<string> Packages => [.. Sections.Select(package => package.Key)];

    [Theory]
    [MemberData(nameof(Packages))]
    public void The_schema_of_a_package_is_what_its_options_say(string package) =>
        GoldenFile.Verify($"src/{package}/ConfigurationSchema.json", SchemaWriter.Write(Sections[package]));

    /// <remarks>A section that nobody sets is not checked at start.</remarks>
    [Theory]
    [MemberData(nameof(Packages))]
    public void The_defaults_of_a_package_are_valid_in_every_environment(string package) =>
        Assert.Empty(Sections[package].SelectMany(section => section.Faults(Environments.Production).Concat(section.Faults(Environments.Development))));
}
