using CloudNative.Sdk.Analyzers.CodeFixes.Resiliency;
using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Resiliency;

public sealed class ClientPerCallFixTests
{
    private static string Source(string body, string parameters = "IHttpClientFactory clients") => $$"""
        class Rates({{parameters}})
        {
            async Task<string> Get()
            {
                // Keep this.
                {{body}} // And this.
                return await http.GetStringAsync("/");
            }
        }
        """;

    [Theory]
    [InlineData("using var http = new HttpClient();", "using var http = clients.CreateClient();")]
    [InlineData("HttpClient http = /* a */ new() /* b */;", "HttpClient http = /* a */ clients.CreateClient() /* b */;")]
    [InlineData("using var http = new HttpClient(); using var other = new HttpClient();", "using var http = clients.CreateClient(); using var other = clients.CreateClient();")]
    public Task The_factory_makes_the_client(string bad, string good) => FixRun.Gives(new ClientPerCallFix(), Source(bad), Source(good));

    [Fact]
    public Task Nothing_is_offered_without_a_factory() => FixRun.OffersNothing(new ClientPerCallFix(), Source("using var http = new HttpClient();", ""));

    [Fact]
    public Task Nothing_is_offered_where_the_client_has_settings() =>
        FixRun.OffersNothing(new ClientPerCallFix(), Source("using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(1) };"));
}
