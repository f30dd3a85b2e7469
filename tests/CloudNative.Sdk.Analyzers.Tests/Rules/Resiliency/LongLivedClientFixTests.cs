using CloudNative.Sdk.Analyzers.CodeFixes.Resiliency;
using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Resiliency;

public sealed class LongLivedClientFixTests
{
    private const string Handler = "new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(2) }";

    [Theory]
    [InlineData("new HttpClient()", "new HttpClient(" + Handler + ")")]
    [InlineData("new()", "new(" + Handler + ")")]
    [InlineData("new HttpClient { Timeout = TimeSpan.FromSeconds(1) }", "new HttpClient(" + Handler + ") { Timeout = TimeSpan.FromSeconds(1) }")]
    [InlineData("new(new SocketsHttpHandler())", "new(" + Handler + ")")]
    public Task The_client_gets_a_handler(string bad, string good) => FixRun.Gives(
        new LongLivedClientFix(),
        $"class C {{ static readonly HttpClient s_a = {bad}; /* keep */ }} class D {{ static readonly HttpClient s_b = {bad}; }}",
        $"class C {{ static readonly HttpClient s_a = {good}; /* keep */ }} class D {{ static readonly HttpClient s_b = {good}; }}");

    [Fact]
    public Task Nothing_is_offered_for_a_handler_with_settings() =>
        FixRun.OffersNothing(new LongLivedClientFix(), "class C { static readonly HttpClient s_http = new(new HttpClientHandler { AllowAutoRedirect = false }); }");
}
