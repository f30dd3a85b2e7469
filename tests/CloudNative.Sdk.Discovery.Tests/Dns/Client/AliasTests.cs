using CloudNative.Sdk.Discovery.Dns.Client;
using CloudNative.Sdk.Discovery.Dns.Messages;

namespace CloudNative.Sdk.Discovery.Tests.Dns.Client;

public sealed class AliasTests
{
    [Fact]
    public async Task Aliases_are_followed_within_an_answer_and_shorten_its_life()
    {
        var answer = await AskAsync(question => question.Answer(
            Wire.AddressOf("c.test", "10.0.0.1"), Wire.AliasOf("B.test", "c.test", ttl: 7), Wire.AliasOf("a.test", "b.test", ttl: 9)));

        Assert.Equal("c.test", Assert.Single(answer.Records).Name);
        Assert.Equal(TimeSpan.FromSeconds(7), answer.Ttl);
    }

    [Fact]
    public async Task An_alias_without_its_records_is_asked_for()
    {
        var answer = await AskAsync(question => question.Answer(
            question.Name == "a.test" ? Wire.AliasOf("a.test", "b.test", ttl: 7) : Wire.AddressOf("b.test", "10.0.0.1")));

        Assert.Equal("b.test", Assert.Single(answer.Records).Name);
        Assert.Equal(TimeSpan.FromSeconds(7), answer.Ttl);
    }

    [Fact]
    public async Task An_alias_of_what_does_not_exist_does_not_exist()
    {
        var answer = await AskAsync(question => Wire.Message(
            question.Id, Wire.Response | Wire.NameError, Wire.Question(question.Name, question.Type), [Wire.AliasOf("a.test", "b.test")], [Wire.AuthorityOf("test", 5, 5)]));

        Assert.Equal(("NXDOMAIN", TimeSpan.FromSeconds(5)), (answer.Absence, answer.Ttl));
    }

    [Fact]
    public async Task A_circle_of_aliases_is_a_failure()
    {
        var within = await Assert.ThrowsAsync<DnsException>(() => AskAsync(question =>
            question.Answer(Wire.AliasOf("a.test", "b.test"), Wire.AliasOf("b.test", "a.test"))));
        var across = await Assert.ThrowsAsync<DnsException>(() => AskAsync(question =>
            question.Answer(Wire.AliasOf(question.Name, question.Name + "x"))));

        Assert.Equal("A a.test: its aliases lead in a circle, or are more than 16.", within.Message);
        Assert.Equal(within.Message, across.Message);
    }

    private static async Task<DnsAnswer> AskAsync(Func<FakeQuestion, byte[]> answer)
    {
        await using var server = FakeDnsServer.Start(question => [answer(question)]);
        using var services = DnsServices.Asking(server);
        return await services.Client.AskAsync("a.test", DnsType.A, TestContext.Current.CancellationToken);
    }
}
