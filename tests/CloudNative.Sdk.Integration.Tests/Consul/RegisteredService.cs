using System.Text.Json;
using CloudNative.Sdk.TestSupport;
using CloudNative.Sdk.TestSupport.Components;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Integration.Tests.Consul;

/// <summary>A service called <c>catalog</c> with one health check, which registers itself at an agent.</summary>
internal sealed class RegisteredService : IAsyncDisposable
{
    private RegisteredService(Func<RegisteredService, TestHost> build) => Host = build(this);

    public TestHost Host { get; }

    public HealthCheckResult Health { get; set; } = HealthCheckResult.Healthy();

    public int Port => Host.App.BaseAddress!.Port;

    public static async Task<RegisteredService> StartAsync(ConsulAgent agent, params (string Key, string Value)[] settings)
    {
        (string Key, string Value)[] defaults =
        [
            ("OTEL_SERVICE_NAME", "catalog"),
            ("OTEL_RESOURCE_ATTRIBUTES", "service.instance.id=1,service.version=1.4.2"),
            ("CloudNative:Health:BuiltInChecks", "false"),
            ("CloudNative:Health:CheckPeriod", "00:00:00.1"),
            ("CloudNative:Health:DrainDelay", "00:00:00"),
            ("CloudNative:Discovery:Consul:Address", agent.Address.ToString()),
            ("CloudNative:Discovery:Consul:Registration:Ttl", "00:00:03"),
        ];
        var service = new RegisteredService(service => TestHost.Web(
            builder =>
            {
                builder.AddCloudNativeHealth();
                builder.AddCloudNativeConsul();
                builder.Services.AddHealthChecks().AddCheck("db", () => service.Health);
            },
            app => app.MapGet("/", () => "ok"),
            [.. settings, .. defaults.ExceptBy(settings.Select(setting => setting.Key), setting => setting.Key)]));
        await service.Host.StartAsync();
        return service;
    }

    /// <summary>Waits until other nodes see the instance with this status.</summary>
    public static Task UntilAsync(ConsulAgent agent, string status, CancellationToken cancellationToken) => agent.WaitForAsync(
        $"catalog to be {status}", async token => (await InstancesAsync(agent, token)).Select(StatusOf).SequenceEqual([status]), cancellationToken);

    /// <summary>Waits until no node sees an instance.</summary>
    public static Task UntilGoneAsync(ConsulAgent agent, CancellationToken cancellationToken) => agent.WaitForAsync(
        "catalog to be gone", async token => (await InstancesAsync(agent, token)).Count == 0, cancellationToken);

    /// <summary>Reads the instances as callers do, from the health endpoint.</summary>
    public static async Task<IReadOnlyList<JsonElement>> InstancesAsync(ConsulAgent agent, CancellationToken cancellationToken) =>
        [.. (await agent.GetAsync("/v1/health/service/catalog", cancellationToken)).EnumerateArray()];

    public static JsonElement CheckOf(JsonElement instance) =>
        instance.GetProperty("Checks").EnumerateArray().Single(check => check.GetProperty("ServiceName").GetString() == "catalog");

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    private static string? StatusOf(JsonElement instance) => CheckOf(instance).GetProperty("Status").GetString();
}
