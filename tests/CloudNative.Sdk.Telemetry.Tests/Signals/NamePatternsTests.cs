using CloudNative.Sdk.Telemetry.Signals;

namespace CloudNative.Sdk.Telemetry.Tests.Signals;

public sealed class NamePatternsTests
{
    [Theory]
    [InlineData("shop.*", "Shop.Orders", true)]
    [InlineData("shop.?", "shop.ab", false)]
    [InlineData(@"shop\orders", @"shop\orders", true)]
    [InlineData(@"shop\*", @"shop\orders", true)]
    [InlineData(@"shop\*", "shop*", false)]
    public void Only_the_asterisk_and_the_question_mark_stand_for_others(string pattern, string name, bool expected) => Assert.Equal(expected, NamePatterns.Matches(pattern, name));

    [Fact]
    public void A_pattern_that_an_excluded_pattern_matches_stays_for_what_else_it_stands_for() =>
        Assert.Equal(["Shop.*"], NamePatterns.Without(["Shop.?"], ["Shop.*", "Shop.A"]));
}
