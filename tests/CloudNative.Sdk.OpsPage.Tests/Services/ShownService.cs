using CloudNative.Sdk.TestSupport;
using CloudNative.Sdk.TestSupport.Components;
using CloudNative.Sdk.TestSupport.Processes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.OpsPage.Tests.Services;

/// <summary>A service with all features that calls another one: enough to see on each panel.</summary>
internal sealed class ShownService : IAsyncDisposable
{
    private readonly ScratchFolder _settings = new();
    private readonly TestHost _downstream;
    private readonly string[] _arguments;

    private ShownService(TestHost downstream, TimeProvider time, (string Key, string Value)[] configuration)
    {
        _downstream = downstream;
        _arguments = Array.ConvertAll(configuration, pair => $"--{pair.Key}={pair.Value}");
        Host = TestHost.Web(builder => Build(builder, time), Map, configuration);
    }

    public TestHost Host { get; }

    /// <summary>Gets or sets what the check of the database says.</summary>
    public HealthCheckResult Database { get; set; } = HealthCheckResult.Healthy("12 of 50 connections in use");

    public Uri Page => Host.Ops.BaseAddress!;

    public static async Task<ShownService> StartAsync(TimeProvider? time = null, params (string Key, string Value)[] configuration)
    {
        var downstream = await TestHost.Web(_ => { }, app =>
        {
            app.MapGet("/products", () => "all");
            app.MapPost("/charge", () => Results.StatusCode(500));
        }).StartAsync();
        var service = new ShownService(downstream, time ?? TimeProvider.System, configuration);
        await service.Host.StartAsync();
        return service;
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await _downstream.DisposeAsync();
        _settings.Dispose();
    }

    private void Build(WebApplicationBuilder builder, TimeProvider time)
    {
        var (used, free) = (_downstream.App.BaseAddress!.Authority, $"127.0.0.1:{FreePort.Next()}");
        File.WriteAllText(Path.Combine(_settings.Path, "appsettings.json"), $$"""
            {
              "CloudNative": {
                "Health": { "CheckTimeout": "00:00:30", "DrainDelay": "00:00:10" },
                "Resiliency": { "Defaults": { "MaxRetries": 0 } },
                "Telemetry": { "UnitBucket": true }
              },
              "Services": { "catalog": { "http": [ "http://{{used}}", "http://{{free}}" ] }, "payments": { "http": [ "http://{{used}}" ] } },
              "ConnectionStrings": { "Orders": "Host=db;Password=planted-word" },
              "Shop": { "Currency": "EUR", "Broker": "amqp://user:planted-word@broker:5672" }
            }
            """);
        builder.Configuration.AddJsonFile(new Microsoft.Extensions.FileProviders.PhysicalFileProvider(_settings.Path), "appsettings.json", optional: false, reloadOnChange: false);
        builder.Configuration.AddCommandLine(["--CloudNative:Health:CheckPeriod=00:00:10", .. _arguments]);
        builder.Services.AddSingleton(time);
        builder.AddCloudNativeHealth().AddCloudNativeTelemetry().AddCloudNativeDiscovery().AddCloudNativeResiliency();
        builder.Services.AddHttpClient("catalog", client => client.BaseAddress = new("http://catalog"));
        builder.Services.AddHttpClient("payments", client => client.BaseAddress = new("http://payments"));
        builder.Services.AddHealthChecks().AddCheck("orders-db", () => Database).AddCheck("mail", () => HealthCheckResult.Degraded("the relay answers slowly"));
        builder.Services.AddStartupTask("warm the catalogue", (_, _) => Task.CompletedTask);
    }

    private static void Map(WebApplication app)
    {
        app.MapGet("/", (IHttpClientFactory clients) => StatusOfAsync(clients.CreateClient("catalog").GetAsync("/products")));
        app.MapPost("/pay", (IHttpClientFactory clients) => StatusOfAsync(clients.CreateClient("payments").PostAsync("/charge", null)));
        app.MapGet("/wait/{milliseconds:int}", async (int milliseconds) =>
        {
            await Task.Delay(milliseconds);
            return Results.Ok();
        });
    }

    private static async Task<IResult> StatusOfAsync(Task<HttpResponseMessage> call)
    {
        try
        {
            using var answer = await call;
            return Results.StatusCode((int)answer.StatusCode < 500 ? 200 : 502);
        }
        catch (HttpRequestException)
        {
            return Results.StatusCode(502);
        }
    }
}
