using System.Net;
using System.Text.Json;
using CloudNative.Sdk.Resiliency.Outbound;
using CloudNative.Sdk.Resiliency.Tests.Inbound;
using CloudNative.Sdk.Resiliency.Tests.Outbound;

namespace CloudNative.Sdk.Resiliency.Tests;

public sealed class ResiliencyViewTests
{
    private static readonly Uri View = new("/resiliency", UriKind.Relative);

    [Fact]
    public async Task A_breaker_is_isolated_and_closed_by_hand()
    {
        await using var harness = await CallHarness.StartAsync(("CloudNative:Ops:AllowChanges", "true"));
        (await harness.SendAsync()).Dispose();

        using var isolated = await ChangeAsync(harness, """{"client":"shop","service":"http://catalog","breaker":"isolated"}""");
        Assert.Equal(HttpStatusCode.OK, isolated.StatusCode);
        var exception = await Assert.ThrowsAsync<HttpRequestException>(() => harness.SendAsync());
        Assert.Equal("CNS8510: http://catalog was not called: its breaker was isolated by hand. Close it at /resiliency.", exception.Message);
        using var json = JsonDocument.Parse(await harness.Ops.GetStringAsync(View, TestContext.Current.CancellationToken));
        var service = json.RootElement.GetProperty("clients")[0].GetProperty("services")[0];
        Assert.Equal(("isolated", 1, 1), (service.GetProperty("breaker").GetString(), service.GetProperty("attempts").GetProperty("success").GetInt32(), service.GetProperty("rejected").GetInt32()));

        using var closed = await ChangeAsync(harness, """{"client":"shop","service":"http://catalog","breaker":"closed"}""");
        Assert.Equal(BreakerState.Closed, harness.Target.Breaker.State);
        (await harness.SendAsync()).Dispose();
    }

    [Theory]
    [InlineData("", "The body must be a JSON object")]
    [InlineData("[]", "The body must be a JSON object")]
    [InlineData("""{"client":"shop","service":"http://catalog"}""", "breaker must be isolated or closed, but was ''.")]
    [InlineData("""{"client":"shop","service":"http://orders","breaker":"closed"}""", "client 'shop' has not called 'http://orders'. Known: shop -> http://catalog.")]
    public async Task A_change_that_makes_no_sense_is_refused_with_the_reason(string body, string reason)
    {
        await using var harness = await CallHarness.StartAsync(("CloudNative:Ops:AllowChanges", "true"));
        (await harness.SendAsync()).Dispose();

        using var response = await ChangeAsync(harness, body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.StartsWith(reason, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_of_more_than_a_kilobyte_is_refused_however_it_is_sent()
    {
        await using var harness = await CallHarness.StartAsync(("CloudNative:Ops:AllowChanges", "true"));
        (await harness.SendAsync()).Dispose();
        using var request = new HttpRequestMessage(HttpMethod.Post, View)
        {
            Content = new StringContent("""{"client":"shop","service":"http://catalog","breaker":"isolated"}""" + new string(' ', 20_000)),
        };
        request.Headers.TransferEncodingChunked = true;

        using var response = await harness.Ops.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task The_limit_of_requests_is_shown_with_what_it_refuses()
    {
        await using var service = await LimitedService.StartAsync();
        var held = await service.HoldAsync(7);
        Assert.Equal(503, await service.StatusAsync("/", "sheddable"));

        using var json = JsonDocument.Parse(await service.Host.Ops.GetStringAsync(View, TestContext.Current.CancellationToken));

        var inbound = json.RootElement.GetProperty("inbound");
        Assert.Equal(("shedding", 10, 7), (inbound.GetProperty("state").GetString(), inbound.GetProperty("limit").GetInt32(), inbound.GetProperty("inFlight").GetInt32()));
        Assert.Equal("""{"sheddable":1,"default":0,"critical":0}""", string.Concat(inbound.GetProperty("shed").GetRawText().Where(letter => !char.IsWhiteSpace(letter))));
        service.LetGo();
        await Task.WhenAll(held);
    }

    [Fact]
    public async Task A_handler_made_by_hand_repeats_too()
    {
        using var transport = new ScriptedTransport();
        transport.Answers(HttpStatusCode.ServiceUnavailable).Answers(HttpStatusCode.OK);
        using var client = new HttpClient(new ResilienceHandler(new CallPolicyOptions { RetryDelay = TimeSpan.FromMilliseconds(1) }, transport));

        using var response = await client.GetAsync(new Uri("http://catalog/"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Throws<ArgumentException>(() => new ResilienceHandler(new CallPolicyOptions { TotalTimeout = TimeSpan.FromSeconds(1), AttemptTimeout = TimeSpan.FromSeconds(2) }));
    }

    [Theory]
    [InlineData(-5)]
    [InlineData(0)]
    [InlineData(30_000_000)]
    public async Task A_policy_made_in_code_that_no_call_could_follow_is_refused(int seconds)
    {
        var policy = new CallPolicyOptions { TotalTimeout = TimeSpan.FromSeconds(seconds), AttemptTimeout = TimeSpan.FromMilliseconds(-5) };
        Assert.Throws<ArgumentException>(() => new ResilienceHandler(policy));
        await using var harness = await CallHarness.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://catalog/");
        request.Options.Set(CallOverride.Policy, policy);

        await Assert.ThrowsAsync<ArgumentException>(() => harness.SendAsync(request));

        Assert.Empty(harness.Transport.Attempts);
    }

    [Fact]
    public async Task A_limit_that_a_client_does_not_have_is_null()
    {
        await using var harness = await CallHarness.StartAsync(("CloudNative:Resiliency:Clients:shop:Profile", "None"));
        (await harness.SendAsync()).Dispose();

        using var json = JsonDocument.Parse(await harness.Ops.GetStringAsync(View, TestContext.Current.CancellationToken));

        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("clients")[0].GetProperty("policy").GetProperty("totalTimeout").ValueKind);
    }

    private static Task<HttpResponseMessage> ChangeAsync(CallHarness harness, string body) =>
        harness.Ops.PostAsync(View, new StringContent(body, System.Text.Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);
}
