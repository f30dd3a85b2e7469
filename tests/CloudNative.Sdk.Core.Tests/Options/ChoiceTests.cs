using CloudNative.Sdk.TestSupport;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Core.Tests.Options;

public sealed class ChoiceTests
{
    private static readonly OptionsBinding<Meal> Binding = new("CloudNative:Meal", table => table
        .Choice(nameof(Meal.Drink), typeof(Drink), o => o.Drink, (o, value) => o.Drink = (Drink)value));

    [Theory]
    [InlineData("Tea", Drink.Tea)]
    [InlineData("coffee", Drink.Coffee)]
    [InlineData(" WATER ", Drink.Water)]
    [InlineData("", Drink.Coffee)]
    public void A_name_is_accepted_whatever_its_case(string text, Drink expected)
    {
        var (options, result) = OptionsReader.Read(Binding, Environments.Production, ("CloudNative:Meal:Drink", text));

        Assert.True(result.Succeeded);
        Assert.Equal(expected, options.Drink);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("Tea,Coffee")]
    [InlineData("Milk")]
    public void Anything_else_is_rejected_with_the_names(string text)
    {
        var (_, result) = OptionsReader.Read(Binding, Environments.Production, ("CloudNative:Meal:Drink", text));

        Assert.Equal([$"CloudNative:Meal:Drink must be one of Water, Tea, Coffee, but was '{text}'."], result.Failures);
    }

    [Fact]
    public void A_value_without_a_name_that_code_has_set_is_rejected() =>
        Assert.Equal(["CloudNative:Meal:Drink must be one of Water, Tea, Coffee, but was 7."], Validate((Drink)7));

    public enum Drink
    {
        Water,
        Tea,
        Coffee,
    }

    private static IEnumerable<string>? Validate(Drink drink)
    {
        var binding = new OptionsBinding<Meal>("CloudNative:Meal", table => table.Choice(nameof(Meal.Drink), typeof(Drink), _ => drink, (o, value) => o.Drink = (Drink)value));
        return OptionsReader.Read(binding, Environments.Production).Result.Failures;
    }

    private sealed class Meal
    {
        public Drink Drink { get; set; } = Drink.Coffee;
    }
}
