using System.Diagnostics.Metrics;
using CloudNative.Sdk.Core;
using CloudNative.Sdk.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Telemetry.Tests.Signals;

public sealed class ProviderStartTests
{
    private const string Counted = "\nfirst_moments_total 1\n";

    [Fact]
    public async Task What_a_hosted_service_counts_as_it_starts_is_not_lost() => Assert.Contains(Counted, await MetricsAsync<Counting>(), StringComparison.Ordinal);

    [Fact]
    public async Task What_a_feature_lets_code_of_the_application_count_is_not_lost() => Assert.Contains(Counted, await MetricsAsync<CountingFeature>(), StringComparison.Ordinal);

    [Fact]
    public async Task For_a_feature_without_such_code_the_start_does_not_wait() => Assert.DoesNotContain("first_moments", await MetricsAsync<IdleFeature>(), StringComparison.Ordinal);

    [Fact]
    public async Task A_started_host_measures_its_requests()
    {
        await using var host = await TestHost.Web(builder => builder.AddCloudNativeTelemetry(), app => app.MapGet("/first", () => "x")).StartAsync();

        await host.App.GetStringAsync("/first");

        await Eventually.IsTrueAsync(
            async () => (await host.Ops.GetStringAsync("/metrics")).Contains("http_route=\"/first\"", StringComparison.Ordinal), "the first request is measured");
    }

    private static async Task<string> MetricsAsync<TService>()
        where TService : class, IHostedService
    {
        await using var host = await TestHost.Web(
            builder =>
            {
                builder.Services.AddHostedService<TService>();
                builder.AddCloudNativeTelemetry();
            },
            null,
            ("CloudNative:Telemetry:Meters:0", Counting.MeterName)).StartAsync();
        return await host.Ops.GetStringAsync("/metrics");
    }

    private class Counting(IMeterFactory meters) : IHostedService
    {
        public const string MeterName = "ProviderStartTests";

        public Task StartAsync(CancellationToken cancellationToken)
        {
            meters.Create(MeterName).CreateCounter<int>("first_moments").Add(1);
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class CountingFeature(IMeterFactory meters) : Counting(meters), IApplicationStart
    {
        public bool HasWork => true;
    }

    /// <summary>Counts all the same, to show that nobody was listening yet.</summary>
    private sealed class IdleFeature(IMeterFactory meters) : Counting(meters), IApplicationStart
    {
        public bool HasWork => false;
    }
}
