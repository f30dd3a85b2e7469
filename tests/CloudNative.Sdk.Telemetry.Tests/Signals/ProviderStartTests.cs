using System.Diagnostics.Metrics;
using System.Reflection;
using System.Reflection.Emit;
using CloudNative.Sdk.Core;
using CloudNative.Sdk.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Telemetry.Tests.Signals;

public sealed class ProviderStartTests
{
    [Fact]
    public async Task What_a_hosted_service_counts_as_it_starts_is_not_lost()
    {
        await using var host = await TestHost.Web(
            builder =>
            {
                builder.Services.AddSingleton(FactsOf(("CloudNative.Fact.program", "kind=web"))).AddHostedService<Counting>();
                builder.AddCloudNativeTelemetry();
            },
            null,
            ("CloudNative:Telemetry:Meters:0", Counting.MeterName)).StartAsync();

        Assert.Contains("\nfirst_moments_total 1\n", await host.Ops.GetStringAsync("/metrics"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CloudNative.Fact.program", "kind=web")]
    [InlineData("CloudNative.Fact.startuptask", "type=Warm")]
    [InlineData("Unrelated", "")]
    public async Task Whatever_the_build_knows_a_started_host_measures_its_requests(string key, string value)
    {
        await using var host = await TestHost.Web(
            builder =>
            {
                builder.Services.AddSingleton(FactsOf((key, value)));
                builder.AddCloudNativeTelemetry();
            },
            app => app.MapGet("/first", () => "x")).StartAsync();

        await host.App.GetStringAsync("/first");

        await Eventually.IsTrueAsync(
            async () => (await host.Ops.GetStringAsync("/metrics")).Contains("http_route=\"/first\"", StringComparison.Ordinal), "the first request is measured");
    }

    private static ServiceFacts FactsOf((string Key, string Value) metadata) => ServiceFacts.Read(AssemblyBuilder.DefineDynamicAssembly(
        new AssemblyName("Facts"),
        AssemblyBuilderAccess.RunAndCollect,
        [new CustomAttributeBuilder(typeof(AssemblyMetadataAttribute).GetConstructors().Single(), [metadata.Key, metadata.Value])]));

    private sealed class Counting(IMeterFactory meters) : IHostedService
    {
        public const string MeterName = "ProviderStartTests";

        public Task StartAsync(CancellationToken cancellationToken)
        {
            meters.Create(MeterName).CreateCounter<int>("first_moments").Add(1);
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
