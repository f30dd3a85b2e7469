using CloudNative.Sdk.TestSupport;
using CloudNative.Sdk.TestSupport.Processes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Telemetry.Tests.Otlp;

public sealed class FailedStartTests
{
    /// <summary>OpenTelemetry gives each provider 5 s.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(4);

    [Theory]
    [InlineData("CloudNative:Telemetry:Tracing:SampleRatio", "7")]
    [InlineData("CloudNative:Telemetry:Otlp:FlushTimeout", "00:10:00")]
    public Task An_invalid_option_does_not_wait_for_a_receiver_that_is_down(string key, string value) => AssertEndsInTimeAsync(_ => { }, (key, value));

    [Fact]
    public Task A_hosted_service_that_fails_does_not_wait_for_a_receiver_that_is_down() =>
        AssertEndsInTimeAsync(builder => builder.Services.AddHostedService<Failing>());

    private static async Task AssertEndsInTimeAsync(Action<HostApplicationBuilder> add, params (string Key, string Value)[] configuration)
    {
        var host = TestHost.Worker(
            builder =>
            {
                builder.Configuration["CloudNative:Telemetry:Otlp:FlushTimeout"] ??= "00:00:00";
                builder.AddCloudNativeTelemetry();
                add(builder);
            },
            [("OTEL_EXPORTER_OTLP_ENDPOINT", $"http://127.0.0.1:{FreePort.Next()}"), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), .. configuration]);
        await Assert.ThrowsAnyAsync<Exception>(host.StartAsync);
        var failed = TimeProvider.System.GetTimestamp();
        await host.DisposeAsync();

        Assert.InRange(TimeProvider.System.GetElapsedTime(failed), TimeSpan.Zero, Bound);
    }

    private sealed class Failing : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => throw new InvalidOperationException("It cannot start.");

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
