using CloudNative.Sdk.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Benchmarks;

/// <summary>A started worker with an ops server on a free port.</summary>
internal static class Subject
{
    public static async Task<(IHost Host, int OpsPort)> StartAsync(Action<HostApplicationBuilder> build)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = Environments.Production });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["CloudNative:Ops:Port"] = "0",
            ["CloudNative:Ops:Address"] = "127.0.0.1",
            ["CloudNative:Health:DrainDelay"] = "00:00:00",
            ["CloudNative:Health:BuiltInChecks"] = "false",
        });
        build(builder);
        var host = builder.Build();
        await host.StartAsync();
        return (host, host.Services.GetRequiredService<IOpsServer>().Port.GetValueOrDefault());
    }
}
