using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Benchmarks.Startup;

/// <summary>The program that is started cold: a web application of one kind.</summary>
internal static class StartupSubject
{
    public const string Verb = "startup-subject";

    public const string Bare = "bare";
    public const string Whole = "all";
    public const string WithoutOps = "all-without-ops";

    /// <summary>Without any logger; the others log as the template of a web application does.</summary>
    public const string Silent = "-silent";

    /// <summary>What each variant adds, in a method of its own: the runtime loads the libraries of everything that a method names.</summary>
    private static readonly (string Variant, Action<WebApplicationBuilder> Add)[] All =
    [
        (Bare, _ => { }),
        ("core", builder => builder.AddCloudNativeCore()),
        ("health", builder => builder.AddCloudNativeHealth()),
        ("telemetry", builder => builder.AddCloudNativeTelemetry()),
        ("discovery", builder => builder.AddCloudNativeDiscovery().AddCloudNativeConsul()),
        ("resiliency", builder => builder.AddCloudNativeResiliency()),
        (Whole, builder => builder.AddCloudNative()),
        (WithoutOps, builder => builder.AddCloudNative()),
        (Bare + Silent, _ => { }),
        (Whole + Silent, builder => builder.AddCloudNative()),
    ];

    public static IEnumerable<string> Variants => All.Select(row => row.Variant);

    public static async Task<int> RunAsync(string variant, string port)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            // On every address, as in the container images of .NET; nothing of the SDK is configured, so its ports have to be free.
            Args = variant == WithoutOps ? [$"--urls=http://*:{port}", "--CloudNative:Ops:Enabled=false"] : [$"--urls=http://*:{port}"],
            EnvironmentName = Environments.Production,
        });
        if (variant.EndsWith(Silent, StringComparison.Ordinal))
        {
            builder.Logging.ClearProviders();
        }

        All.Single(row => row.Variant == variant).Add(builder);
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
