using CloudNative.Sdk.Analyzers.CodeFixes.Resiliency;
using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Resiliency;

public sealed class UnlimitedCallFixTests
{
    private static string Source(string body, string parameters = "") => UnlimitedCallRuleTests.Method(
        "", $"async Task A(TcpClient tcp, ClientWebSocket socket, Uri uri, DbCommand command{parameters}) {{ {body} }}");

    [Theory]
    [InlineData("await quotes.GetAsync(\"a\"); /* Keep. */", "await quotes.GetAsync(\"a\", deadline: DateTime.UtcNow.AddSeconds(30)); /* Keep. */")]
    [InlineData("await quotes.GetAsync(\"a\"); await quotes.GetAsync(\"b\");", "await quotes.GetAsync(\"a\", deadline: DateTime.UtcNow.AddSeconds(30)); await quotes.GetAsync(\"b\", deadline: DateTime.UtcNow.AddSeconds(30));")]
    [InlineData("await tcp.ConnectAsync(\"db\", 1);", "await tcp.ConnectAsync(\"db\", 1, new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token);")]
    [InlineData("await socket.ConnectAsync(uri, CancellationToken.None);", "await socket.ConnectAsync(uri, new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token);")]
    [InlineData("command.CommandTimeout = 0; await command.ExecuteNonQueryAsync();", "command.CommandTimeout = 30; await command.ExecuteNonQueryAsync();")]
    public Task A_limit_is_set(string bad, string good) => FixRun.Gives(new UnlimitedCallFix(), Source(bad), Source(good));

    [Theory]
    [InlineData("await quotes.GetAsync(\"a\");", "await quotes.GetAsync(\"a\", deadline: DateTime.UtcNow.AddSeconds(30), cancellationToken: stop);")]
    [InlineData("await tcp.ConnectAsync(\"db\", 1);", "await tcp.ConnectAsync(\"db\", 1, stop);")]
    [InlineData("await socket.ConnectAsync(uri, default);", "await socket.ConnectAsync(uri, stop);")]
    public Task The_token_in_scope_is_passed(string bad, string good) => FixRun.Gives(new UnlimitedCallFix(), Source(bad, ", CancellationToken stop"), Source(good, ", CancellationToken stop"));

    [Fact]
    public Task A_client_that_waits_for_ever_gets_a_limit_for_each_call() => FixRun.Gives(
        new UnlimitedCallFix(),
        "class C { readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan }; Task M() => _http.GetAsync(\"/\"); }",
        "class C { readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan }; Task M() => _http.GetAsync(\"/\", new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token); }");

    [Fact]
    public Task Nothing_is_offered_where_no_overload_takes_a_limit() => FixRun.OffersNothing(new UnlimitedCallFix(), Source("tcp.Connect(\"db\", 1); await Task.Yield();"));
}
