using System.Net;
using CloudNative.Sdk.Core;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Testing.Hosting;

/// <summary>A web service in the process of the tests, on Kestrel.</summary>
internal sealed class FactoryHost<TEntryPoint> : IServiceHost
    where TEntryPoint : class
{
    private readonly WebApplicationFactory<TEntryPoint> _factory;

    private FactoryHost(WebApplicationFactory<TEntryPoint> factory, Uri application, Uri ops) => (_factory, Application, Ops) = (factory, application, ops);

    public Uri? Application { get; }

    public Uri Ops { get; }

    public string Output => "What it logged is where the tests' own logging writes.";

    public bool HasEnded { get; private set; }

    public static FactoryHost<TEntryPoint> Start(WebApplicationFactory<TEntryPoint> factory)
    {
        var configured = factory.WithWebHostBuilder(host => host
            .UseSetting("CloudNative:Ops:Address", "127.0.0.1")
            .UseSetting("CloudNative:Ops:Port", "0")
            .UseSetting(TestSettings.DrainDelay.Key, TestSettings.DrainDelay.Value));
        try
        {
            configured.UseKestrel(options => options.Listen(IPAddress.Loopback, 0));
            configured.StartServer();
            var application = configured.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First(address => address.Contains("127.0.0.1", StringComparison.Ordinal));
            var ops = configured.Services.GetService<IOpsServer>()?.Port
                ?? throw new ContractException($"'{typeof(TEntryPoint).Assembly.GetName().Name}' has no ops server. Call builder.AddCloudNative(), and leave CloudNative:Ops:Enabled true in tests.");
            return new FactoryHost<TEntryPoint>(configured, new Uri(application), new Uri($"http://127.0.0.1:{ops}"));
        }
        catch
        {
            configured.Dispose();
            throw;
        }
    }

    /// <remarks>The service's own programme waits for the request, stops the host and disposes of it; a stop beside that would meet what is gone already.</remarks>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (HasEnded)
        {
            return;
        }

        var lifetime = _factory.Services.GetRequiredService<IHostApplicationLifetime>();
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStopped.Register(stopped.SetResult).ConfigureAwait(false);
        lifetime.StopApplication();
        try
        {
            await stopped.Task.WaitAsync(TestSettings.StopLimit, TimeProvider.System, cancellationToken).ConfigureAwait(false);
            HasEnded = true;
        }
        catch (TimeoutException exception)
        {
            throw new ContractException($"The service did not end within {TestSettings.StopLimit.TotalSeconds:0} s after StopApplication(). {Output}", exception);
        }
    }

    public ValueTask DisposeAsync() => _factory.DisposeAsync();
}
