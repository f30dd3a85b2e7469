using CloudNative.Sdk.TestSupport;
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

        Assert.Equal((ServiceState.Starting, false), (lifecycle.State, lifecycle.Running.IsCancellationRequested));
        await host.StartAsync();
        Assert.Equal((ServiceState.Running, true), (lifecycle.State, lifecycle.Running.IsCancellationRequested));

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

    [Fact]
    public async Task Code_on_the_tokens_that_throws_does_not_steer_the_service()
    {
        var step = new Step();
        step.Leave.SetResult();
        await using var host = TestHost.Worker(builder => builder.AddCloudNativeCore().Services.AddSingleton<IDrainStep>(step));
        var lifecycle = host.Services.GetRequiredService<IServiceLifecycle>();
        lifecycle.Running.Register(() => throw new InvalidOperationException("running"));
        lifecycle.Draining.Register(() => throw new InvalidOperationException("draining"));
        lifecycle.Stopping.Register(() => throw new InvalidOperationException("stopping"));

        await host.StartAsync();
        await host.StopAsync();

        Assert.Equal((ServiceState.Stopping, true), (lifecycle.State, step.Entered.Task.IsCompleted));
        Assert.Equal(
            [
                "CNS8114: code that waits for IServiceLifecycle.Running failed. The service goes on.",
                "CNS8114: code that waits for IServiceLifecycle.Draining failed. The service goes on.",
                "CNS8114: code that waits for IServiceLifecycle.Stopping failed. The service goes on.",
            ],
            host.Logs.WithId(8114));
    }

    [Fact]
    public async Task A_drain_step_that_ignores_its_token_ends_with_the_hosts_shutdown_timeout()
    {
        await using var host = await TestHost.Worker(builder =>
        {
            builder.AddCloudNativeCore().Services.AddSingleton<IDrainStep>(new StubbornStep());
            builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromMilliseconds(50));
        }).StartAsync();

        await Record.ExceptionAsync(host.StopAsync);

        Assert.Equal(ServiceState.Stopping, host.Services.GetRequiredService<IServiceLifecycle>().State);
        Assert.StartsWith("CNS8115: the host's shutdown timeout ended the drain after 00:00:00.", Assert.Single(host.Logs.WithId(8115)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_is_stopped_twice_drains_once()
    {
        var step = new CountingStep();
        await using var host = await TestHost.Worker(builder => builder.AddCloudNativeCore().Services.AddSingleton<IDrainStep>(step)).StartAsync();

        await host.StopAsync();
        await host.StopAsync();

        Assert.Equal(1, step.Count);
    }

    [Fact]
    public async Task A_service_that_never_ran_does_not_drain()
    {
        var step = new CountingStep();
        await using var host = TestHost.Worker(builder =>
        {
            builder.AddCloudNativeCore().Services.AddSingleton<IDrainStep>(step);
            builder.Services.AddSingleton<IHostedService, FailingService>();
        });

        await Assert.ThrowsAsync<InvalidOperationException>(host.StartAsync);
        await host.StopAsync();

        Assert.Equal(0, step.Count);
    }

    private sealed class FailingService : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => throw new InvalidOperationException("no database");

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class StubbornStep : IDrainStep
    {
        public Task DrainAsync(CancellationToken cancellationToken) => new TaskCompletionSource().Task;
    }

    private sealed class CountingStep : IDrainStep
    {
        public int Count { get; private set; }

        public Task DrainAsync(CancellationToken cancellationToken)
        {
            Count++;
            return Task.CompletedTask;
        }
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
