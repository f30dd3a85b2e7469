using System.Net.Http.Json;
using System.Text.Json;
using CloudNative.Sdk.TestSupport.Processes;

namespace CloudNative.Sdk.TestSupport.Components;

/// <summary>A real Prometheus on loopback that scrapes every second, and keeps exemplars.</summary>
public sealed class Prometheus : IAsyncDisposable
{
    /// <summary>The program in its component.</summary>
    public const string Program = "usr/bin/prometheus";

    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(2);

    private readonly ScratchFolder _scratch;
    private readonly ChildProcess _process;
    private readonly HttpClient _http;

    private Prometheus(ScratchFolder scratch, ChildProcess process, Uri address)
    {
        _scratch = scratch;
        _process = process;
        _http = new HttpClient { BaseAddress = address };
    }

    /// <summary>Gets where it listens.</summary>
    public Uri Address => _http.BaseAddress!;

    /// <summary>Starts it; the first scrape comes about five seconds later.</summary>
    /// <param name="program">The full path of the program.</param>
    /// <param name="target">The host and port to scrape, by two jobs: <c>openmetrics</c> and <c>text</c>, named like what they ask for.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<Prometheus> StartAsync(string program, string target, CancellationToken cancellationToken)
    {
        var scratch = new ScratchFolder();
        var port = FreePort.Next();
        var config = await scratch.WriteAsync("prometheus.yml", $"""
            global:
              scrape_interval: 1s
            scrape_configs:
              - job_name: openmetrics
                scrape_protocols: [OpenMetricsText1.0.0]
                static_configs:
                  - targets: ["{target}"]
              - job_name: text
                scrape_protocols: [PrometheusText0.0.4]
                static_configs:
                  - targets: ["{target}"]
            """, cancellationToken).ConfigureAwait(false);
        var process = ChildProcess.Start("prometheus", program,
        [
            $"--config.file={config}",
            $"--storage.tsdb.path={Path.Combine(scratch.Path, "data")}",
            $"--web.listen-address=127.0.0.1:{port}",
            "--enable-feature=exemplar-storage",
            "--log.level=warn",
        ]);
        var prometheus = new Prometheus(scratch, process, new Uri($"http://127.0.0.1:{port}"));
        try
        {
            await process.WaitForAsync("Prometheus to be ready", StartTimeout, prometheus.IsReadyAsync, cancellationToken).ConfigureAwait(false);
            return prometheus;
        }
        catch
        {
            await prometheus.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Waits until a query has a result.</summary>
    /// <returns>The value of the first series.</returns>
    public async Task<string> QueryAsync(string query, TimeSpan timeout, CancellationToken cancellationToken)
    {
        string? value = null;
        await _process.WaitForAsync($"a result of the query {query}", timeout, async token =>
        {
            var data = await GetAsync($"/api/v1/query?query={Uri.EscapeDataString(query)}", token).ConfigureAwait(false);
            var series = data.GetProperty("result").EnumerateArray().FirstOrDefault();
            value = series.ValueKind == JsonValueKind.Undefined ? null : series.GetProperty("value")[1].GetString();
            return value is not null;
        }, cancellationToken).ConfigureAwait(false);
        return value!;
    }

    /// <summary>Waits until a metric has an exemplar with the trace.</summary>
    /// <returns>The labels of the exemplar's series, and the exemplar itself: <c>labels</c>, <c>value</c>, <c>timestamp</c>.</returns>
    public async Task<(JsonElement Series, JsonElement Exemplar)> ExemplarAsync(string metric, string traceId, TimeSpan timeout, CancellationToken cancellationToken)
    {
        (JsonElement, JsonElement)? found = null;
        await _process.WaitForAsync($"an exemplar of {metric} with the trace {traceId}", timeout, async token =>
        {
            var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
            var data = await GetAsync($"/api/v1/query_exemplars?query={metric}&start={now - 600}&end={now + 60}", token).ConfigureAwait(false);
            foreach (var series in data.EnumerateArray())
            {
                foreach (var exemplar in series.GetProperty("exemplars").EnumerateArray())
                {
                    if (exemplar.GetProperty("labels").TryGetProperty("trace_id", out var id) && id.GetString() == traceId)
                    {
                        found = (series.GetProperty("seriesLabels"), exemplar);
                    }
                }
            }

            return found is not null;
        }, cancellationToken).ConfigureAwait(false);
        return found!.Value;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.DisposeAsync().ConfigureAwait(false);
        _scratch.Dispose();
    }

    private async Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken) =>
        (await _http.GetFromJsonAsync<JsonElement>(path, cancellationToken).ConfigureAwait(false)).GetProperty("data");

    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri("/-/ready", UriKind.Relative), cancellationToken).ConfigureAwait(false);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
