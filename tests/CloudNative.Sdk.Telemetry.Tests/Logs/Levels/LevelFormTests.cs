using System.Net;
using CloudNative.Sdk.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Tests.Logs.Levels;

public sealed class LevelFormTests
{
    [Fact]
    public async Task A_form_changes_a_level_and_takes_it_back_and_leads_back_to_the_page()
    {
        await using var host = await StartAsync();
        var orders = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Shop.Orders");

        using var changed = await PostAsync(host, ("category", " Shop.Orders "), ("level", "Debug"), ("for", "00:01:00"));

        Assert.Equal((HttpStatusCode.SeeOther, "./#loggers"), (changed.StatusCode, changed.Headers.Location?.OriginalString));
        Assert.True(orders.IsEnabled(LogLevel.Debug));

        using var reset = await PostAsync(host, ("category", "Shop.Orders"), ("reset", "true"));

        Assert.Equal(HttpStatusCode.SeeOther, reset.StatusCode);
        Assert.False(orders.IsEnabled(LogLevel.Debug));
    }

    [Fact]
    public async Task Every_fault_of_a_form_is_said_as_in_JSON()
    {
        await using var host = await StartAsync();

        using var answer = await PostAsync(host, ("category", "a*b*c"), ("level", "Loud"), ("for", "10"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(
            """
            A category must have at most 256 characters, among them no control characters and at most one '*'.
            level must be one of Trace, Debug, Information, Warning, Error, Critical, None, but was "Loud".
            for must be a duration as 00:10:00, from 00:00:01 to 1.00:00:00 (CloudNative:Telemetry:Logs:Levels:MaxDuration), but was "10".

            """,
            await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_form_without_a_category_changes_nothing_and_says_what_is_missing()
    {
        await using var host = await StartAsync();

        using var empty = await PostAsync(host);
        using var reset = await PostAsync(host, ("reset", "true"));

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (empty.StatusCode, reset.StatusCode));
        Assert.StartsWith("The path must name a category", await reset.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_of_a_page_of_another_origin_is_refused()
    {
        await using var host = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/loggers")
        {
            Content = new FormUrlEncodedContent([new("category", "Shop"), new("level", "None")]),
            Headers = { { "Origin", "https://elsewhere.example" } },
        };

        using var answer = await host.Ops.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private static Task<TestHost> StartAsync() =>
        TestHost.Worker(builder => builder.AddCloudNativeTelemetry(), ("CloudNative:Ops:AllowChanges", "true"), ("Logging:LogLevel:Default", "Information")).StartAsync();

    private static async Task<HttpResponseMessage> PostAsync(TestHost host, params (string Key, string Value)[] fields)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { BaseAddress = host.Ops.BaseAddress };
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Key, field.Value)));
        return await client.PostAsync("/loggers", form);
    }
}
