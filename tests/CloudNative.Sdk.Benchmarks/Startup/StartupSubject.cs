using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Benchmarks.Startup;

/// <summary>The program that is started cold: a web application of one kind.</summary>
internal static class StartupSubject
{
    public const string Verb = "startup-subject";

    public static readonly string[] Variants = ["bare", "core", "health", "telemetry", "discovery", "resiliency", "all", "all-without-ops"];

    public static async Task<int> RunAsync(string variant, string port)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = [$"--urls=http://127.0.0.1:{port}", "--CloudNative:Ops:Port=0", $"--CloudNative:Ops:Enabled={variant != "all-without-ops"}"],
            EnvironmentName = Environments.Production,
        });
        builder.Logging.ClearProviders();
        switch (variant)
        {
            case "core":
                builder.AddCloudNativeCore();
                break;
            case "health":
                builder.AddCloudNativeHealth();
                break;
            case "telemetry":
                builder.AddCloudNativeTelemetry();
                break;
            case "discovery":
                builder.AddCloudNativeDiscovery();
                builder.AddCloudNativeConsul();
                break;
            case "resiliency":
                builder.AddCloudNativeResiliency();
                break;
            case "all" or "all-without-ops":
                builder.AddCloudNative();
                break;
            default:
                break;
        }

        var app = builder.Build();
        app.MapGet("/", (HttpContext context) =>
        {
            context.Response.ContentLength = 2;
            return context.Response.WriteAsync("ok");
        });
        await app.RunAsync();
        return 0;
    }
}
