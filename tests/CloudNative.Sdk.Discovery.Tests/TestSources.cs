using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Discovery.Tests;

internal static class TestSources
{
    /// <summary>Adds a source as an application does.</summary>
    public static void AddSource(this IHostApplicationBuilder builder, ScriptedSource source) => builder.Services.AddSingleton<IServiceEndpointSource>(source);
}
