using System.Net;
using CloudNative.Sdk.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Health.Tests.Probes;

public sealed class ProbeTests
{
    [Theory]
    [InlineData(null, HealthStatus.Unhealthy, "200 Healthy", "503 Unhealthy", "200 Healthy")]
    [InlineData("db", HealthStatus.Unhealthy, "200 Healthy", "503 Unhealthy", "200 Healthy")]
    [InlineData("ready", HealthStatus.Unhealthy, "200 Healthy", "503 Unhealthy", "200 Healthy")]
    [InlineData("live", HealthStatus.Unhealthy, "503 Unhealthy", "200 Healthy", "200 Healthy")]
    [InlineData("startup", HealthStatus.Unhealthy, "200 Healthy", "200 Healthy", "503 Unhealthy")]
    [InlineData(null, HealthStatus.Degraded, "200 Healthy", "200 Degraded", "200 Healthy")]
    [InlineData("live", HealthStatus.Degraded, "200 Degraded", "200 Healthy", "200 Healthy")]
    [InlineData("startup", HealthStatus.Degraded, "200 Healthy", "200 Healthy", "200 Healthy")]
    public async Task The_tag_of_a_check_chooses_the_probe(string? tag, HealthStatus status, string live, string ready, string startup)
    {
        await using var host = await TestHost.Web(
            builder => builder.AddCloudNativeHealth().Services.AddHealthChecks()
                .AddCheck("check", () => new HealthCheckResult(status), tags: tag is null ? [] : [tag]),
            null,
            ("CloudNative:Health:BuiltInChecks", "false")).StartAsync();

        await host.UntilAsync("check", status);

        Assert.Equal((live, ready, startup), (await AskAsync(host, "live"), await AskAsync(host, "ready"), await AskAsync(host, "startup")));
    }

    [Fact]
    public async Task A_service_without_checks_is_healthy()
    {
        await using var host = await TestHost.Worker(builder => builder.AddCloudNativeHealth(), ("CloudNative:Health:BuiltInChecks", "false")).StartAsync();

        Assert.Equal(("200 Healthy", "200 Healthy", "200 Healthy"), (await AskAsync(host, "live"), await AskAsync(host, "ready"), await AskAsync(host, "startup")));
    }

    [Fact]
    public async Task An_answer_is_plain_text_and_not_cached()
    {
        await using var host = await TestHost.Worker(builder => builder.AddCloudNativeHealth()).StartAsync();

        var response = await host.Ops.GetAsync("/healthz/live");

        Assert.Equal(("text/plain", "no-store", 7L), ($"{response.Content.Headers.ContentType}", $"{response.Headers.CacheControl}", response.Content.Headers.ContentLength));
    }

    [Fact]
    public async Task Health_shows_every_check_with_status_description_duration_age_tags_and_data()
    {
        await using var host = await TestHost.Worker(
            builder => builder.AddCloudNativeHealth().Services.AddHealthChecks().AddCheck(
                "db", () => HealthCheckResult.Degraded("slow", data: new Dictionary<string, object> { ["connections"] = 7 }), tags: ["ready", "sql"]),
            ("CloudNative:Health:BuiltInChecks", "false")).StartAsync();
        await host.UntilAsync("db", HealthStatus.Degraded);

        var health = await host.HealthAsync();
        var check = health.GetProperty("checks").GetProperty("db");

        Assert.Equal(("Degraded", "Running"), (health.GetProperty("status").GetString(), health.GetProperty("state").GetString()));
        Assert.Equal(
            ("slow", "ready,sql", "7"),
            (check.GetProperty("description").GetString(),
                string.Join(',', check.GetProperty("tags").EnumerateArray()),
                check.GetProperty("data").GetProperty("connections").GetString()));
        Assert.InRange(check.GetProperty("durationSeconds").GetDouble(), 0, 1);
        Assert.InRange(check.GetProperty("ageSeconds").GetDouble(), 0, 20);
    }

    [Theory]
    [InlineData(HealthStatus.Healthy, HttpStatusCode.OK)]
    [InlineData(HealthStatus.Degraded, HttpStatusCode.OK)]
    [InlineData(HealthStatus.Unhealthy, HttpStatusCode.ServiceUnavailable)]
    public async Task Health_answers_with_the_code_of_readiness(HealthStatus status, HttpStatusCode expected)
    {
        await using var host = await TestHost.Worker(
            builder => builder.AddCloudNativeHealth().Services.AddHealthChecks().AddCheck("db", () => new HealthCheckResult(status))).StartAsync();
        await host.UntilAsync("db", status);

        Assert.Equal(expected, (await host.Ops.GetAsync("/health")).StatusCode);
    }

    private static async Task<string> AskAsync(TestHost host, string probe)
    {
        var response = await host.Ops.GetAsync($"/healthz/{probe}");
        return $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}";
    }
}
