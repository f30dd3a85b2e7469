using CloudNative.Sdk.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Benchmarks.Page;

/// <summary>What an open ops page costs a service: it asks every two seconds. The client is in the same process, so its part is in the figures too.</summary>
internal static class PageBenchmark
{
    private const int Rounds = 10;
    private const int Requests = 100;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    public static async Task<int> RunAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = ["--CloudNative:Ops:Port=0", "--urls=http://127.0.0.1:0"], EnvironmentName = Environments.Production });
        builder.Logging.ClearProviders();
        builder.AddCloudNative();
        await using var app = builder.Build();
        app.MapGet("/", () => "ok");
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{app.Services.GetRequiredService<IOpsServer>().Port}"), DefaultRequestHeaders = { { "Accept", "text/html" } } };
        Console.WriteLine($"the page {(await client.GetByteArrayAsync("/")).Length:N0} B, what is asked for every two seconds {(await client.GetByteArrayAsync("/?fragment")).Length:N0} B");

        var times = new List<TimeSpan>();
        for (var round = 0; round < Rounds; round++)
        {
            times.Add(await UsedAsync(() => AskAsync(client)) / Requests);
        }

        // The first rounds pay for compilation.
        var median = times.TakeLast(Rounds / 2).Order().ElementAt(Rounds / 4);
        Console.WriteLine($"processor time of a request {median.TotalMilliseconds:F2} ms, first round {times[0].TotalMilliseconds:F2} ms: an open page takes {median / Period:P2} of one core   (at most 1 %)");
        return 0;
    }

    private static async Task<TimeSpan> UsedAsync(Func<Task> work)
    {
        var before = Environment.CpuUsage.TotalTime;
        await work();
        return Environment.CpuUsage.TotalTime - before;
    }

    private static async Task AskAsync(HttpClient client)
    {
        for (var i = 0; i < Requests; i++)
        {
            await client.GetByteArrayAsync("/?fragment");
        }
    }
}
