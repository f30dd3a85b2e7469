using CloudNative.Sdk.Telemetry.Logs.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Telemetry.Logs.Uplift;

/// <summary>Puts the middleware first where there is a key; without one nothing is added.</summary>
internal sealed class UpliftStartup(IOptions<LogUpliftOptions> options) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        if (LogUpliftOptions.BytesOf(options.Value.Key) is { } key)
        {
            var services = app.ApplicationServices;
            app.Use(inner => new UpliftMiddleware(
                inner,
                services.GetRequiredService<LogUplift>(),
                services.GetRequiredService<UpliftCarrier>(),
                services.GetRequiredService<TimeProvider>(),
                services.GetRequiredService<ILogger<UpliftMiddleware>>(),
                key).InvokeAsync);
        }

        next(app);
    };
}
