using System.Diagnostics.Metrics;
using CloudNative.Sdk.Core;

namespace CloudNative.Sdk.Telemetry.Runtime;

/// <summary>The instruments of the build, of the process and of its control group, and the files that they read.</summary>
internal sealed class RuntimeMetrics(IMeterFactory meters, ServiceIdentity identity, TimeProvider time) : IDisposable
{
    public const string MeterName = "CloudNative.Sdk.Telemetry";

    private ProcessStatus? _process;
    private Cgroup? _group;

    public void Start()
    {
        var meter = meters.Create(MeterName);
        BuildMetrics.Create(meter, identity);
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        ProcessMetrics.Create(meter, _process = new ProcessStatus("/", time), OpenFiles.Count);
        if ((_group = Cgroup.Find("/", time)) is not null)
        {
            CgroupMetrics.Create(meter, _group);
        }
    }

    public void Dispose()
    {
        _process?.Dispose();
        _group?.Dispose();
    }
}
