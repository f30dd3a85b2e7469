using System.Buffers;
using CloudNative.Sdk.Telemetry.Prometheus;
using CloudNative.Sdk.Telemetry.Prometheus.Collection;
using CloudNative.Sdk.Telemetry.Prometheus.Http;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace CloudNative.Sdk.Telemetry.Tests.Prometheus;

public sealed class MetricsCollectorTests
{
    private static readonly TimeSpan Patient = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Impatient = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task Scrapes_that_wait_together_share_one_collection()
    {
        using var page = new Page();
        using var entered = new SemaphoreSlim(0);
        using var free = new ManualResetEventSlim();
        var collections = 0;
        page.Meter.CreateObservableGauge("slow", () =>
        {
            Interlocked.Increment(ref collections);
            entered.Release();
            free.Wait(Patient);
            return 1;
        });

        var first = page.ReadWholeAsync();
        await entered.WaitAsync(Patient);
        var others = Enumerable.Range(0, 20).Select(_ => page.ReadWholeAsync()).ToArray();
        free.Set();
        var pages = await Task.WhenAll([first, .. others]);

        Assert.Equal(2, collections);
        Assert.All(pages, text => Assert.EndsWith("slow 1\n", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_collection_that_hangs_is_reported_and_the_next_one_waits_for_its_end()
    {
        using var page = new Page();
        using var free = new ManualResetEventSlim();
        page.Meter.CreateObservableGauge("hanging", () =>
        {
            free.Wait(Patient);
            return 1;
        });

        var hanging = await WriteAsync(page, Impatient);
        var waiting = await WriteAsync(page, Impatient);
        free.Set();

        Assert.Equal("the collection did not end within 0.1 s; an observable instrument may hang", hanging);
        Assert.Equal("an earlier collection did not end within 0.1 s; an observable instrument may hang", waiting);
        Assert.EndsWith("hanging 1\n", await page.ReadWholeAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_callback_that_throws_costs_only_its_own_metric()
    {
        using var page = new Page();
        page.Meter.CreateObservableGauge("broken", static int () => throw new InvalidOperationException());
        page.Meter.CreateObservableGauge("whole", () => 1);

        Assert.Equal("# TYPE whole gauge\nwhole 1\n", await page.ReadAsync());
    }

    [Fact]
    public async Task Observers_see_the_metrics_of_every_collection()
    {
        var observer = new Observer();
        using var page = new Page(observers: observer);
        page.Meter.CreateCounter<int>("seen").Add(1);

        await page.ReadAsync();
        await page.ReadAsync();

        Assert.Equal(["seen", "seen"], observer.Seen);
    }

    [Fact]
    public async Task Nothing_is_collected_without_a_running_provider()
    {
        using var exporter = new SnapshotExporter([]);
        using var collector = new MetricsCollector(exporter, TimeProvider.System);

        Assert.Null(await collector.CollectAsync(Patient, out var scrape));
        Assert.Equal("the meter provider is not running", scrape.Failure);
    }

    [Fact]
    public async Task A_page_without_metrics_is_a_failure()
    {
        using var page = new Page();

        Assert.Equal("the meter provider is not running", await WriteAsync(page, Patient));
    }

    private static Task<string?> WriteAsync(Page page, TimeSpan limit) =>
        page.WriteAsync(new ArrayBufferWriter<byte>(), limit, Exposition.Default);

    private sealed class Observer : ICollectionObserver
    {
        public List<string> Seen { get; } = [];

        public void OnCollected(in Batch<Metric> metrics)
        {
            foreach (var metric in metrics)
            {
                Seen.Add(metric.Name);
            }
        }
    }
}
