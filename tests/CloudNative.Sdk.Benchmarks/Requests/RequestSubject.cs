using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace CloudNative.Sdk.Benchmarks.Requests;

/// <summary>The service that is asked: a web application of one kind, in a process of its own, since meters and sources belong to the process.</summary>
internal static class RequestSubject
{
    public const string Verb = "request-subject";

    /// <summary>Tells how many bytes the process has allocated.</summary>
    public const string BytesPath = "/bytes";

    public static readonly string[] Variants = ["bare", "telemetry", "exported", "all"];

    public static async Task<int> RunAsync(string variant, string port)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = [$"--urls=http://127.0.0.1:{port}", "--CloudNative:Ops:Port=0"],
            EnvironmentName = Environments.Production,
        });
        builder.Logging.ClearProviders();
        switch (variant)
        {
            case "telemetry":
                builder.AddCloudNativeTelemetry();
                break;
            case "exported":
                builder.AddCloudNativeTelemetry();
                builder.Services.ConfigureOpenTelemetryTracerProvider(traces => traces.AddProcessor(new SimpleActivityExportProcessor(new Nowhere())));
                break;
            case "all":
                builder.AddCloudNative();
                break;
            default:
                break;
        }

        var app = builder.Build();
        app.MapGet("/", (HttpContext context) => AnswerAsync(context, "ok"));
        app.MapGet(BytesPath, (HttpContext context) => AnswerAsync(context, GC.GetTotalAllocatedBytes(precise: true).ToString("D18", CultureInfo.InvariantCulture)));
        await app.RunAsync();
        return 0;
    }

    private static Task AnswerAsync(HttpContext context, string text)
    {
        context.Response.ContentLength = text.Length;
        return context.Response.WriteAsync(text);
    }

    private sealed class Nowhere : BaseExporter<Activity>
    {
        public override ExportResult Export(in Batch<Activity> batch) => ExportResult.Success;
    }
}
