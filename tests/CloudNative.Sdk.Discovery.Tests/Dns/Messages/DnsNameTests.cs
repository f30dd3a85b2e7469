using CloudNative.Sdk.Discovery.Dns.Messages;

namespace CloudNative.Sdk.Discovery.Tests.Dns.Messages;

public sealed class DnsNameTests
{
    private static readonly string Label63 = new('a', 63);

    [Theory]
    [InlineData("a", "\u0001a\0")]
    [InlineData("_http._tcp.catalog.test", "\u0005_http\u0004_tcp\u0007catalog\u0004test\0")]
    [InlineData("catalog.test.", "\u0007catalog\u0004test\0")]
    [InlineData(".", "\0")]
    public void A_name_is_its_labels_with_their_lengths(string name, string expected)
    {
        Span<byte> bytes = stackalloc byte[DnsName.MaxBytes];

        Assert.True(DnsName.TryWrite(name, bytes, out var written));
        Assert.Equal(expected, System.Text.Encoding.ASCII.GetString(bytes[..written]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData(".a")]
    [InlineData("a..b")]
    [InlineData("a b")]
    [InlineData("a\\.b")]
    [InlineData("käse.test")]
    [InlineData("a\0")]
    public void What_no_question_can_have_is_no_name(string name) => Assert.False(DnsName.IsValid(name));

    [Fact]
    public void A_label_has_up_to_63_characters_and_a_name_up_to_253()
    {
        var longest = $"{Label63}.{Label63}.{Label63}.{new string('a', 61)}";

        Assert.True(DnsName.IsValid(longest));
        Assert.False(DnsName.IsValid(longest + "a"));
        Assert.False(DnsName.IsValid(Label63 + "a"));
    }

    [Theory]
    [InlineData("10.0.0.1", "'10.0.0.1' is an address")]
    [InlineData("[::1]", "'[::1]' is an address")]
    [InlineData("localhost", "'localhost' is this machine")]
    [InlineData("shop.localhost", "'shop.localhost' is this machine")]
    [InlineData("a..b", "'a..b' is no DNS name: labels have 1 to 63 characters of ASCII, the whole has up to 253")]
    public void Addresses_this_machine_and_what_is_no_name_are_not_asked_for(string host, string expected)
    {
        Assert.False(DnsName.IsAskable(host, out var reason));
        Assert.Equal(expected, reason);
    }
}
