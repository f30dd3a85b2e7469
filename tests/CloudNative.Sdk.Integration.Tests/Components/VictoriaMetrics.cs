using System.Net.Http.Json;
using System.Text.Json;
using CloudNative.Sdk.TestSupport.Components;
using CloudNative.Sdk.TestSupport.Processes;

namespace CloudNative.Sdk.Integration.Tests.Components;

/// <summary>A real VictoriaMetrics on loopback, which takes metrics by OTLP and answers PromQL.</summary>
internal sealed class VictoriaMetrics : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly ScratchFolder _scratch;
    private readonly ChildProcess _process;
    private readonly HttpClient _http;

    private VictoriaMetrics(ScratchFolder scratch, ChildProcess process, Uri address)
    {
        _scratch = scratch;
        _process = process;
        _http = new HttpClient { BaseAddress = address };
    }

    /// <summary>Gets the endpoint for metrics over HTTP.</summary>
    public string MetricsEndpoint => new Uri(_http.BaseAddress!, "/opentelemetry/v1/metrics").ToString();

    public static async Task<VictoriaMetrics> StartAsync(CancellationToken cancellationToken)
    {
        var component = await RealComponent.ObtainAsync(DebianComponent.VictoriaMetrics, cancellationToken);
        var scratch = new ScratchFolder();
        var port = FreePort.Next();
        var process = component.Start(
            DebianComponent.VictoriaMetrics.Program!,
            $"-httpListenAddr=127.0.0.1:{port}", $"-storageDataPath={scratch.Path}", "-opentelemetry.usePrometheusNaming", "-search.latencyOffset=0s");
        var database = new VictoriaMetrics(scratch, process, new Uri($"http://127.0.0.1:{port}"));
        try
        {
            await process.WaitForAsync("VictoriaMetrics to listen", Timeout, database.IsReadyAsync, cancellationToken);
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until a query has the expected value; what was written becomes visible bit by bit.</summary>
    public async Task AssertAsync(string query, string expected, CancellationToken cancellationToken)
    {
        string? value = null;
        try
        {
            await _process.WaitForAsync($"a result of the query {query}", Timeout, async token =>
            {
                using var flushed = await _http.GetAsync(new Uri("/internal/force_flush", UriKind.Relative), token);
                var answer = await _http.GetFromJsonAsync<JsonElement>($"/api/v1/query?query={Uri.EscapeDataString(query)}", token);
                var series = answer.GetProperty("data").GetProperty("result").EnumerateArray().FirstOrDefault();
                value = series.ValueKind == JsonValueKind.Undefined ? null : series.GetProperty("value")[1].GetString();
                return value == expected;
            }, cancellationToken);
        }
        catch (ChildProcessException) when (value is not null)
        {
            Assert.Equal(expected, value);
        }
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
            using var answer = await _http.GetAsync(new Uri("/health", UriKind.Relative), cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
