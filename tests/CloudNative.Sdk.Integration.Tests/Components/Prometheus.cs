using System.Net.Http.Json;
using System.Text.Json;
using CloudNative.Sdk.Testing.Processes;

namespace CloudNative.Sdk.Integration.Tests.Components;

/// <summary>A real Prometheus on loopback that scrapes one target every second.</summary>
internal sealed class Prometheus : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30);

    private readonly ScratchFolder _scratch;
    private readonly ChildProcess _process;
    private readonly HttpClient _http;

    private Prometheus(ScratchFolder scratch, ChildProcess process, Uri address)
    {
        _scratch = scratch;
        _process = process;
        _http = new HttpClient { BaseAddress = address };
    }

    public static async Task<Prometheus> StartAsync(string target, CancellationToken cancellationToken)
    {
        var component = await ComponentCache.ObtainAsync(DebianComponent.Prometheus, cancellationToken);
        var scratch = new ScratchFolder();
        var port = FreePort.Next();
        var config = await scratch.WriteAsync("prometheus.yml", $"""
            global:
              scrape_interval: 1s
            scrape_configs:
              - job_name: test
                static_configs:
                  - targets: ["{target}"]
            """, cancellationToken);
        var process = component.Start(
            "usr/bin/prometheus",
            $"--config.file={config}",
            $"--storage.tsdb.path={Path.Combine(scratch.Path, "data")}",
            $"--web.listen-address=127.0.0.1:{port}",
            "--log.level=warn");
        var prometheus = new Prometheus(scratch, process, new Uri($"http://127.0.0.1:{port}"));
        try
        {
            await process.WaitForAsync("Prometheus to be ready", StartTimeout, prometheus.IsReadyAsync, cancellationToken);
            return prometheus;
        }
        catch
        {
            await prometheus.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until a query has a result; the first scrape comes about five seconds after the start.</summary>
    /// <returns>The value of the first series.</returns>
    public async Task<string> QueryAsync(string query, TimeSpan timeout, CancellationToken cancellationToken)
    {
        string? value = null;
        await _process.WaitForAsync($"a result of the query {query}", timeout, async token =>
        {
            var answer = await _http.GetFromJsonAsync<JsonElement>($"/api/v1/query?query={Uri.EscapeDataString(query)}", token);
            var series = answer.GetProperty("data").GetProperty("result").EnumerateArray().FirstOrDefault();
            value = series.ValueKind == JsonValueKind.Undefined ? null : series.GetProperty("value")[1].GetString();
            return value is not null;
        }, cancellationToken);
        return value!;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.DisposeAsync();
        _scratch.Dispose();
    }

    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri("/-/ready", UriKind.Relative), cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
