using CloudNative.Sdk.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Core.Tests.Lifecycle;

public sealed class StartedStepTests
{
    private readonly Done _done = [];

    [Fact]
    public async Task Steps_run_in_the_order_of_their_registration_once_the_server_answers_and_before_the_service_is_ready()
    {
        await using var host = await TestHost.Web(
            builder => builder.AddCloudNativeCore().Services.AddSingleton(_done).AddCloudNativeStartedStep<FirstStep>().AddCloudNativeStartedStep<SecondStep>().AddCloudNativeStartedStep<FirstStep>(),
            app => app.MapGet("/", () => "here")).StartAsync();

        Assert.Equal(["first is made", "first: here, Starting", "second"], _done);
        Assert.Equal(ServiceState.Running, host.Services.GetRequiredService<IServiceLifecycle>().State);
    }

    [Fact]
    public async Task A_step_that_fails_ends_the_start()
    {
        await using var host = TestHost.Worker(builder => builder.AddCloudNativeCore().Services.AddSingleton(_done).AddCloudNativeStartedStep<FailingStep>().AddCloudNativeStartedStep<SecondStep>());

        Assert.Equal("no oven", (await Assert.ThrowsAsync<InvalidOperationException>(host.StartAsync)).Message);
        Assert.Empty(_done);
    }

    [Fact]
    public async Task A_step_is_not_made_where_the_start_fails_before()
    {
        await using var host = TestHost.Worker(
            builder => builder.AddCloudNativeCore().Services.AddSingleton(_done).AddCloudNativeStartedStep<FirstStep>(), ("CloudNative:Ops:Port", "none"));

        await Assert.ThrowsAsync<OptionsValidationException>(host.StartAsync);
        Assert.Empty(_done);
    }

    private sealed class Done : List<string>;

    private sealed class FirstStep : IStartedStep
    {
        private readonly IServer _server;
        private readonly IServiceLifecycle _lifecycle;
        private readonly Done _done;

        public FirstStep(IServer server, IServiceLifecycle lifecycle, Done done)
        {
            (_server, _lifecycle, _done) = (server, lifecycle, done);
            _done.Add("first is made");
        }

        public async Task StartedAsync(CancellationToken cancellationToken)
        {
            using var http = new HttpClient();
            var answer = await http.GetStringAsync(new Uri(_server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First()), cancellationToken);
            _done.Add($"first: {answer}, {_lifecycle.State}");
        }
    }

    private sealed class SecondStep(Done done) : IStartedStep
    {
        public Task StartedAsync(CancellationToken cancellationToken)
        {
            done.Add("second");
            return Task.CompletedTask;
        }
    }

    private sealed class FailingStep : IStartedStep
    {
        public Task StartedAsync(CancellationToken cancellationToken) => throw new InvalidOperationException("no oven");
    }
}
