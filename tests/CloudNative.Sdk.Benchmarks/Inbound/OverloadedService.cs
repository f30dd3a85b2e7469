using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using CloudNative.Sdk.Resiliency;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Benchmarks.Inbound;

/// <summary>A real server that works on twenty requests at a time, 50 ms each, and callers that send at their own pace and wait for a second.</summary>
internal sealed class OverloadedService : IAsyncDisposable
{
    private const int Workers = 20;
    private static readonly TimeSpan Work = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(10);

    private readonly SemaphoreSlim _workers = new(Workers);
    private readonly ConcurrentQueue<OverloadAnswer> _answers = new();
    private readonly ConcurrentDictionary<Task, bool> _underWay = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromMinutes(5) }) { Timeout = OverloadResult.Patience };
    private readonly WebApplication _app;

    private OverloadedService(bool isLimited)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            EnvironmentName = Environments.Production,
            Args = ["--CloudNative:Ops:Enabled=false", $"--CloudNative:Resiliency:Inbound:Enabled={isLimited}"],
        });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddCloudNativeResiliency();
        _app = builder.Build();
        _app.MapGet("/critical", WorkAsync).WithPriority(RequestPriority.Critical);
        _app.MapGet("/default", WorkAsync);
        _app.MapGet("/sheddable", WorkAsync).WithPriority(RequestPriority.Sheddable);
    }

    public static async Task<OverloadResult> RunAsync(OverloadPlan plan, bool isLimited)
    {
        await using var service = new OverloadedService(isLimited);
        await service._app.StartAsync();
        service._http.BaseAddress = new Uri(service._app.Urls.First());
        var capacity = await service.CapacityAsync();
        await service.RunAsync(plan, capacity);
        await service._app.StopAsync();
        return new OverloadResult([.. service._answers], plan, capacity);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
        _workers.Dispose();
    }

    private async Task WorkAsync()
    {
        // As a pool of connections does it: what has begun to wait goes on, whether its caller still waits or not.
        await _workers.WaitAsync();
        try
        {
            await Task.Delay(Work);
        }
        finally
        {
            _workers.Release();
        }
    }

    /// <summary>Finds what the service can do in a second: each worker gets its next request as soon as it has done one.</summary>
    private async Task<double> CapacityAsync()
    {
        await SendForAsync(TimeSpan.FromSeconds(2));
        return await SendForAsync(TimeSpan.FromSeconds(5)) / 5d;
    }

    private async Task<int> SendForAsync(TimeSpan duration)
    {
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, Workers).Select(async _ =>
        {
            var count = 0;
            for (; clock.Elapsed < duration; count++)
            {
                using var response = await _http.GetAsync("/default");
            }

            return count;
        }));
        return counts.Sum();
    }

    private async Task RunAsync(OverloadPlan plan, double capacity)
    {
        var clock = Stopwatch.StartNew();
        using var pace = new PeriodicTimer(Pace);
        var (due, last, number) = (0d, TimeSpan.Zero, 0);
        while (clock.Elapsed is var now && now < plan.Whole)
        {
            for (due += (now - last).TotalSeconds * capacity * plan.LoadAt(now); due >= 1; due--)
            {
                Send(clock, number++);
            }

            last = now;
            await pace.WaitForNextTickAsync();
        }

        await Task.WhenAll(_underWay.Keys);
    }

    private void Send(Stopwatch clock, int number)
    {
        var task = SendAsync(clock, OverloadPlan.PriorityOf(number));
        _underWay[task] = true;
        _ = task.ContinueWith(done => _underWay.TryRemove(done, out _), TaskScheduler.Default);
    }

    private async Task SendAsync(Stopwatch clock, RequestPriority priority)
    {
        var at = clock.Elapsed;
        var isServed = true;
        try
        {
#pragma warning disable CA1308 // The paths of the service.
            using var response = await _http.GetAsync("/" + priority.ToString().ToLowerInvariant());
#pragma warning restore CA1308
            isServed = response.StatusCode == HttpStatusCode.OK;
        }
        catch (OperationCanceledException)
        {
            // Its caller waited for a second, in vain: longer than in time.
        }

        _answers.Enqueue(new(at, isServed ? clock.Elapsed - at : null, priority == RequestPriority.Critical));
    }
}
