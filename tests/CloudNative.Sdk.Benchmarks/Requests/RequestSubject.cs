using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace CloudNative.Sdk.Benchmarks.Requests;

/// <summary>The service that is asked: a web application of one kind, in a process of its own, since meters and sources belong to the process.</summary>
internal static class RequestSubject
{
    public const string Verb = "request-subject";

    public static readonly string[] Variants = ["bare", "by hand", "telemetry", "exported", "inbound", "all"];

    /// <summary>Measures as many requests as each line of the input says, and writes time and bytes of one.</summary>
    public static async Task<int> RunAsync(string variant)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = ["--CloudNative:Ops:Port=0"], EnvironmentName = Environments.Production });
        builder.Logging.ClearProviders();
        using var server = new DirectServer();
        builder.Services.AddSingleton<IServer>(server);
        switch (variant)
        {
            case "by hand":
                using (OpenTelemetry.Sdk.CreateTracerProviderBuilder().AddSource("Microsoft.AspNetCore").Build())
                using (OpenTelemetry.Sdk.CreateMeterProviderBuilder().AddMeter("Microsoft.AspNetCore.Hosting").AddReader(new BaseExportingMetricReader(new Nowhere<Metric>())).Build())
                {
                    return await AnswerAsync(builder, server);
                }

            case "telemetry":
                builder.AddCloudNativeTelemetry();
                break;
            case "exported":
                builder.AddCloudNativeTelemetry();
                builder.Services.ConfigureOpenTelemetryTracerProvider(traces => traces.AddProcessor(new SimpleActivityExportProcessor(new Nowhere<Activity>())));
                break;
            case "inbound":
                builder.AddCloudNativeResiliency();
                break;
            case "all":
                builder.AddCloudNative();
                break;
            default:
                break;
        }

        return await AnswerAsync(builder, server);
    }

    private static async Task<int> AnswerAsync(WebApplicationBuilder builder, DirectServer server)
    {
        await using var app = builder.Build();
        app.MapGet("/", (HttpContext context) =>
        {
            context.Response.ContentLength = 2;
            return context.Response.WriteAsync("ok");
        });
        await app.StartAsync();
        while (await Console.In.ReadLineAsync() is { } count)
        {
            var (nanoseconds, bytes) = server.Measure(int.Parse(count, CultureInfo.InvariantCulture));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{nanoseconds} {bytes}"));
        }

        await app.StopAsync();
        return 0;
    }

    private sealed class Nowhere<T> : BaseExporter<T>
        where T : class
    {
        public override ExportResult Export(in Batch<T> batch) => ExportResult.Success;
    }
}
