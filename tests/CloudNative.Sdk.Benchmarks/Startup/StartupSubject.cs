using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Benchmarks.Startup;

/// <summary>The program that is started cold: a web application of one kind that asks itself once, says so, and ends.</summary>
internal static class StartupSubject
{
    public const string Verb = "startup-subject";

    /// <summary>The line that the program writes when its first request was answered.</summary>
    public const string Ready = "200";

    public static readonly string[] Variants = ["bare", "core", "health", "all", "all-without-ops"];

    public static async Task<int> RunAsync(string variant)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = ["--urls=http://127.0.0.1:0", "--CloudNative:Ops:Port=0", $"--CloudNative:Ops:Enabled={variant != "all-without-ops"}"],
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
        await app.StartAsync();
        var port = BindingAddress.Parse(app.Urls.First()).Port;
        using (var get = new KeepAliveGet(port, "/"))
        {
            Console.WriteLine(get.Send());
        }

        return 0;
    }
}
