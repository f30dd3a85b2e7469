namespace CloudNative.Sdk.Discovery.Tests;

public sealed class UnknownNameTests
{
    [Theory]
    [InlineData(
        "https+http://catlog/",
        "CNS8302: service 'catlog' of 'https+http://catlog' is not known. Known services: basket, catalog. Correct the name, or add 'Services:catlog:https:0'.")]
    [InlineData(
        "http://_admin.catlog/",
        "CNS8302: service 'catlog' of 'http://_admin.catlog' is not known. Known services: basket, catalog. Correct the name, or add 'Services:catlog:admin:0'.")]
    [InlineData(
        "http://_admn.catalog/",
        "CNS8303: service 'catalog' has no endpoint 'admn', which 'http://_admn.catalog' asks for. Known endpoints: admin, http. "
        + "Correct the URI, or add 'Services:catalog:admn:0'.")]
    [InlineData(
        "https://catalog/",
        "CNS8303: service 'catalog' has no endpoint 'https', which 'https://catalog' asks for. Known endpoints: admin, http. "
        + "Correct the URI, or add 'Services:catalog:https:0'.")]
    [InlineData(
        "https+grpc://catalog/secret?token=1",
        "CNS8303: service 'catalog' has no endpoint 'https' or 'grpc', which 'https+grpc://catalog' asks for. Known endpoints: admin, http. "
        + "Correct the URI, or add 'Services:catalog:https:0'.")]
    public async Task A_call_fails_with_the_names_that_are_known(string uri, string message)
    {
        await using var caller = await Caller.StartAsync(
            ("Services:catalog:http:0", "127.0.0.1:1"), ("Services:catalog:admin:0", "127.0.0.1:2"), ("Services:basket:http:0", "127.0.0.1:3"));

        var exception = await Assert.ThrowsAsync<HttpRequestException>(() => caller.GetAsync(uri));

        Assert.Equal(message, exception.Message);
        Assert.Equal(HttpRequestError.NameResolutionError, exception.HttpRequestError);
    }

    [Fact]
    public async Task Without_any_service_the_message_says_so()
    {
        await using var caller = await Caller.StartAsync();

        var exception = await Assert.ThrowsAsync<HttpRequestException>(() => caller.GetAsync("https+http://catalog"));

        Assert.Equal(
            "CNS8302: service 'catalog' of 'https+http://catalog' is not known. No service has endpoints. Correct the name, or add 'Services:catalog:https:0'.",
            exception.Message);
    }
}
