using CloudNative.Sdk.Resiliency.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Resiliency.Deadlines;

/// <summary>Puts the middleware before that of the application, unless deadlines are switched off.</summary>
internal sealed class DeadlineStartup(IOptions<DeadlineOptions> options) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        if (options.Value is { Enabled: true } deadlines)
        {
            var services = app.ApplicationServices;
            var logger = services.GetRequiredService<ILogger<DeadlineMiddleware>>();
            var metrics = services.GetRequiredService<DeadlineMetrics>();
            var received = new ReceivedDeadline(deadlines, metrics, logger);
            app.Use(inner => new DeadlineMiddleware(inner, received, services.GetRequiredService<OpsRequests>(), metrics, services.GetRequiredService<TimeProvider>(), logger).InvokeAsync);
        }

        next(app);
    };
}
