using CloudNative.Sdk.Resiliency.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Resiliency.Chaos;

/// <summary>Puts chaos before the application; where nothing asks for it, nothing is put there.</summary>
internal sealed class ChaosStartup(IOptions<ChaosOptions> options, IConfiguration configuration) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        if (ChaosRules.IsWanted(options.Value, configuration))
        {
            var services = app.ApplicationServices;
            app.Use(inner => new ChaosMiddleware(
                inner,
                services.GetRequiredService<ChaosRules>(),
                services.GetRequiredService<OpsRequests>(),
                services.GetRequiredService<ChaosMetrics>(),
                services.GetRequiredService<TimeProvider>()).InvokeAsync);
        }

        next(app);
    };
}
