using CloudNative.Sdk.TestSupport;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Core.Tests.Options;

public sealed class NamedTextsTests
{
    private static readonly OptionsBinding<Label> Binding = new("CloudNative:Label", table => table
        .NamedTexts(nameof(Label.Meta), o => o.Meta, "must have at most 5 characters", (name, text) => name.Length <= 5 && text.Length <= 5));

    [Fact]
    public void Texts_are_read_by_name_and_empty_ones_are_left_out()
    {
        var (options, result) = OptionsReader.Read(Binding, Environments.Production, ("CloudNative:Label:Meta:team", "blue"), ("CloudNative:Label:Meta:cost", ""));

        Assert.True(result.Succeeded);
        Assert.Equal(KeyValuePair.Create("team", "blue"), Assert.Single(options.Meta));
    }

    [Fact]
    public void Each_name_or_text_that_breaks_the_rule_is_reported_with_its_key()
    {
        var (_, result) = OptionsReader.Read(Binding, Environments.Production, ("CloudNative:Label:Meta:team", "purple"), ("CloudNative:Label:Meta:colour", "red"));

        Assert.Equal(
            [
                "CloudNative:Label:Meta:colour must have at most 5 characters, but was 'red'.",
                "CloudNative:Label:Meta:team must have at most 5 characters, but was 'purple'.",
            ],
            result.Failures!.Order(StringComparer.Ordinal));
    }

    private sealed class Label
    {
        public Dictionary<string, string> Meta { get; } = [];
    }
}
