using CloudNative.Sdk.Telemetry.Cardinality;

namespace CloudNative.Sdk.Telemetry.Tests.Cardinality;

public sealed class SampleTextTests
{
    [Theory]
    [InlineData("http.route", "/orders/{id}", "/orders/{id}")]
    [InlineData("http.response.status_code", 404, "404")]
    [InlineData("user", "Bob Müller-7\n", "Aaa Aaaaaa-0a")]
    [InlineData("order.id", 12345L, "00000")]
    [InlineData("token", "秘密🔑é", "aaaaa")]
    [InlineData("name", "हिन्दी", "aaaaaa")]
    [InlineData("parts", "½Ⅷ①", "000")]
    [InlineData("symbols", "☎€\u00a0\u202e…ǅ", "aaaaaA")]
    [InlineData("address", "<a@b.c> +1 {2}", "<a@a.a> +0 {0}")]
    [InlineData("flag", true, "Aaaa")]
    [InlineData("none", null, "")]
    public void Only_values_that_a_convention_confines_are_shown(string key, object? value, string expected) => Assert.Equal(expected, SampleText.Of(key, value));

    [Fact]
    public void A_long_value_is_cut() => Assert.Equal(new string('a', 40) + "…", SampleText.Of("text", new string('x', 1000)));
}
