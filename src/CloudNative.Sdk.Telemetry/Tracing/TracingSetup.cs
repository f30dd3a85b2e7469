using System.Diagnostics;
using CloudNative.Sdk.Telemetry.Signals;
using CloudNative.Sdk.Telemetry.Tracing.Sampling;
using CloudNative.Sdk.Telemetry.Tracing.Server;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace CloudNative.Sdk.Telemetry.Tracing;

/// <summary>Completes the spans of .NET and chooses the traces that are exported.</summary>
internal static class TracingSetup
{
    /// <summary>Adds the choice and the completion, in front of whatever else configures the tracer provider.</summary>
    /// <param name="builder">The builder, on which the SDK has configured its resource and sources already.</param>
    /// <param name="firstOwn">How many services there were before the SDK added the first of its own.</param>
    public static IOpenTelemetryBuilder WithCompleteSpans(this IOpenTelemetryBuilder builder, int firstOwn)
    {
        var services = builder.Services;
        services.AddCloudNativeOptions(TracingOptions.Binding);
        services.AddSingleton<TailMetrics>();
        services.AddSingleton<TailBuffer>();
        services.AddSingleton<IDeveloperPageExceptionFilter, DeveloperPageExceptions>();
        services.ConfigureOpenTelemetryTracerProvider(Configure);
        var own = services[^1];
        services.AddSingleton(new OwnConfiguration<TracerProvider>(services, firstOwn));

        // First: a processor that may hold spans back, or complete them, must stand before all that read them.
        services.Remove(own);
        services.Insert(0, own);
        return builder;
    }

    private static void Configure(IServiceProvider provider, TracerProviderBuilder traces)
    {
        var collection = provider.GetRequiredService<IOptions<TelemetryOptions>>().Value;
        if (!collection.Enabled)
        {
            return;
        }

        var options = provider.GetRequiredService<IOptions<TracingOptions>>().Value;
        var isRead = !provider.GetRequiredService<OwnConfiguration<TracerProvider>>().IsAll;
        var isSampled = options.SampleRatio < TracingOptions.MaxSampleRatio;
        var keeps = isRead && isSampled && (options.KeepErrors || options.SlowThreshold > TimeSpan.Zero);
        if (isSampled)
        {
            traces.SetSampler(keeps ? new TailSampler(options.SampleRatio) : new ParentBasedSampler(new TraceIdRatioBasedSampler(options.SampleRatio)));
        }

        if (isRead || options.AlwaysComplete)
        {
            var completion = new SpanCompletion(ServerSpans.Subscribe(provider.GetService<DiagnosticListener>(), options));
            traces.AddProcessor(keeps ? new TailProcessor(completion, provider.GetRequiredService<TailBuffer>()) : completion);
        }

        if (collection.ExcludedSources.Count > 0)
        {
            traces.AddProcessor(new ExcludedSourceProcessor(collection.ExcludedSources));
        }
    }
}
