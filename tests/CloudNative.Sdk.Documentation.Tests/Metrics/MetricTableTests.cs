using System.Diagnostics.Metrics;
using CloudNative.Sdk.Telemetry.Runtime;
using CloudNative.Sdk.TestSupport.Golden;

namespace CloudNative.Sdk.Documentation.Tests.Metrics;

public sealed class MetricTableTests
{
    [Fact]
    public async Task The_page_lists_every_metric_that_a_service_has_by_default()
    {
        using var book = new MetricBook();
        using var system = new MadeUpSystem();
        await using var service = new ExercisedService();
        var page = await service.ExerciseAsync(book);

        GoldenFile.Verify("docs/telemetry.md", MetricTable.Insert(Page.Read("docs/telemetry.md"), book.Entries));
        Assert.All(
            book.Entries.Where(entry => entry.IsMeasured && entry.Kind != "Histogram"),
            entry => Assert.Contains("# TYPE " + entry.Name.Replace('.', '_'), page, StringComparison.Ordinal));
    }

    /// <summary>The instruments of Linux, wherever the test runs.</summary>
    private sealed class MadeUpSystem : IDisposable
    {
        private readonly string _root = Directory.CreateTempSubdirectory("metric-table").FullName;
        private readonly Meter _meter = new(RuntimeMetrics.MeterName);
        private readonly ProcessStatus _status;
        private readonly Cgroup _group;

        public MadeUpSystem()
        {
            Write("proc/self/stat", "1 (x) S 1 42 42 0 -1 4194560 100 0 0 0 250 50 0 0 20 0 17 0 1000 268435456 2048 0");
            Write("proc/self/limits", "Max open files 1024 1024 files");
            Write("proc/uptime", "60.50 100.00");
            Write("proc/self/cgroup", "0::/");
            Write("sys/fs/cgroup/cpu.stat", "usage_usec 1\nnr_periods 1\nnr_throttled 1\nthrottled_usec 1");
            Write("sys/fs/cgroup/memory.current", "1");
            Write("sys/fs/cgroup/memory.events", "oom_kill 0");
            _status = new ProcessStatus(_root, TimeProvider.System);
            _group = Cgroup.Find(_root, TimeProvider.System)!;
            ProcessMetrics.Create(_meter, _status, () => 1);
            CgroupMetrics.Create(_meter, _group);
        }

        public void Dispose()
        {
            _meter.Dispose();
            _status.Dispose();
            _group.Dispose();
            Directory.Delete(_root, recursive: true);
        }

        private void Write(string path, string text)
        {
            var file = Path.Combine(_root, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
    }
}
