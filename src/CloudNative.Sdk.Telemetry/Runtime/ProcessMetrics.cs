using System.Diagnostics.Metrics;

namespace CloudNative.Sdk.Telemetry.Runtime;

/// <summary>The process as the kernel sees it.</summary>
/// <remarks>
/// The names are chosen so that Prometheus shows the ones that its client libraries share (https://prometheus.io/docs/instrumenting/writing_clientlibs/#process-metrics),
/// which every dashboard knows. The <c>process.*</c> names of OpenTelemetry are still in development, and <c>System.Runtime</c> has their processor time and working set already.
/// </remarks>
internal static class ProcessMetrics
{
    public static void Create(Meter meter, ProcessStatus status, Func<long?> openFiles)
    {
        if (!status.IsKnown)
        {
            return;
        }

        meter.Counter("process.cpu", "s", "Processor time that the process used, user and system.", status.CpuSeconds);
        meter.Gauge("process.resident_memory", "By", "Physical memory that the process holds.", status.ResidentMemory);
        meter.Gauge("process.virtual_memory", "By", "Address space that the process has reserved.", status.VirtualMemory);
        meter.Gauge("process.start_time", "s", "When the process started, in seconds since 1970.", status.StartedAt);
        meter.Gauge("process.threads", "{thread}", "Threads of the process.", status.Threads);
        meter.Gauge("process.open_fds", "{file}", "Files, sockets and the like that the process has open.", openFiles);
        meter.Gauge("process.max_fds", "{file}", "How many the process may have open.", status.MaxOpenFiles);
    }
}
