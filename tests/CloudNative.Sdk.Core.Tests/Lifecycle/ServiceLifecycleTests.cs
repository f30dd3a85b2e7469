using CloudNative.Sdk.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Core.Tests.Lifecycle;

public sealed class ServiceLifecycleTests
{
    [Fact]
    public async Task A_service_starts_runs_drains_and_stops()
    {
        var step = new Step();
        await using var host = TestHost.Worker(builder => builder.AddCloudNativeCore().Services.AddSingleton<IDrainStep>(step));
        var lifecycle = host.Services.GetRequiredService<IServiceLifecycle>();

        Assert.Equal(ServiceState.Starting, lifecycle.State);
        await host.StartAsync();
        Assert.Equal(ServiceState.Running, lifecycle.State);

        var stop = host.StopAsync();
        await step.Entered.Task;
        Assert.Equal(
            (ServiceState.Draining, true, false), (lifecycle.State, lifecycle.Draining.IsCancellationRequested, lifecycle.Stopping.IsCancellationRequested));

        step.Leave.SetResult();
        await stop;
        Assert.Equal((ServiceState.Stopping, true), (lifecycle.State, lifecycle.Stopping.IsCancellationRequested));
    }

    [Fact]
    public async Task A_drain_step_that_fails_is_logged_and_the_stop_goes_on()
    {
        await using var host = await TestHost.Worker(builder => builder.AddCloudNativeCore().Services.AddCloudNativeDrainStep<FailingStep>()).StartAsync();

        await host.StopAsync();

        Assert.Equal(["CNS8113: the drain step FailingStep failed. The stop goes on."], host.Logs.WithId(8113));
        Assert.Equal(ServiceState.Stopping, host.Services.GetRequiredService<IServiceLifecycle>().State);
    }

    private sealed class Step : IDrainStep
    {
        public TaskCompletionSource Entered { get; } = new();

        public TaskCompletionSource Leave { get; } = new();

        public Task DrainAsync(CancellationToken cancellationToken)
        {
            Entered.SetResult();
            return Leave.Task.WaitAsync(cancellationToken);
        }
    }

    private sealed class FailingStep : IDrainStep
    {
        public Task DrainAsync(CancellationToken cancellationToken) => throw new InvalidOperationException("no registry");
    }
}
