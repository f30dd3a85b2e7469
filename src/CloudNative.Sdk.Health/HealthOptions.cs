using CloudNative.Sdk.Core;
using CloudNative.Sdk.Facts;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Health;

/// <summary>Configures how health checks run, when their results count, and how the service drains.</summary>
/// <remarks>Configuration section: <c>CloudNative:Health</c>. Read when the host starts.</remarks>
public sealed class HealthOptions
{
    internal const string SectionName = "CloudNative:Health";
    internal const int MinThreshold = 1;
    internal const int MaxThreshold = 100;
    internal const double MinMemoryShare = 0.1;
    internal const double MaxMemoryShare = 1;
    internal const long MinFreeDisk = 0;
    internal const long MaxFreeDisk = 1L << 50;

    internal static readonly TimeSpan MinCheckTimeout = TimeSpan.FromMilliseconds(10);
    internal static readonly TimeSpan MaxCheckTimeout = TimeSpan.FromSeconds(30);
    internal static readonly TimeSpan MinCheckPeriod = TimeSpan.FromMilliseconds(100);
    internal static readonly TimeSpan MaxCheckPeriod = TimeSpan.FromHours(1);
    internal static readonly TimeSpan MinResultMaxAge = TimeSpan.FromSeconds(1);
    internal static readonly TimeSpan MaxResultMaxAge = TimeSpan.FromHours(6);
    internal static readonly TimeSpan MinDrainDelay = TimeSpan.Zero;
    internal static readonly TimeSpan MaxDrainDelay = TimeSpan.FromMinutes(10);
    internal static readonly TimeSpan MinStartupTimeout = TimeSpan.FromMilliseconds(100);
    internal static readonly TimeSpan MaxStartupTimeout = TimeSpan.FromHours(1);
    internal static readonly TimeSpan MinThreadPoolDelay = TimeSpan.FromMilliseconds(10);
    internal static readonly TimeSpan MaxThreadPoolDelay = TimeSpan.FromSeconds(30);

    internal static readonly OptionsBinding<HealthOptions> Binding = new(SectionName, table => table
        .Duration(nameof(CheckTimeout), o => o.CheckTimeout, (o, value) => o.CheckTimeout = value, MinCheckTimeout, MaxCheckTimeout)
        .Duration(nameof(CheckPeriod), o => o.CheckPeriod, (o, value) => o.CheckPeriod = value, MinCheckPeriod, MaxCheckPeriod)
        .Duration(nameof(ResultMaxAge), o => o.ResultMaxAge, (o, value) => o.ResultMaxAge = value, MinResultMaxAge, MaxResultMaxAge)
        .WholeNumber(nameof(FailureThreshold), o => o.FailureThreshold, (o, value) => o.FailureThreshold = value, MinThreshold, MaxThreshold)
        .WholeNumber(nameof(SuccessThreshold), o => o.SuccessThreshold, (o, value) => o.SuccessThreshold = value, MinThreshold, MaxThreshold)
        .Duration(nameof(DrainDelay), o => o.DrainDelay, (o, value) => o.DrainDelay = value, MinDrainDelay, MaxDrainDelay)
        .Duration(nameof(StartupTimeout), o => o.StartupTimeout, (o, value) => o.StartupTimeout = value, MinStartupTimeout, MaxStartupTimeout)
        .Boolean(nameof(BuiltInChecks), (o, value) => o.BuiltInChecks = value)
        .Number(nameof(MemoryShare), o => o.MemoryShare, (o, value) => o.MemoryShare = value, MinMemoryShare, MaxMemoryShare)
        .Duration(nameof(ThreadPoolDelay), o => o.ThreadPoolDelay, (o, value) => o.ThreadPoolDelay = value, MinThreadPoolDelay, MaxThreadPoolDelay)
        .ByteCount(nameof(FreeDiskBytes), o => o.FreeDiskBytes, (o, value) => o.FreeDiskBytes = value, MinFreeDisk, MaxFreeDisk)
        .Named(nameof(Checks), o => o.Checks, HealthCheckSettings.Binding)
        .Rule((options, check) => check.Require(
            options.ResultMaxAge > options.CheckPeriod + options.CheckTimeout,
            nameof(ResultMaxAge),
            "must be longer than CheckPeriod and CheckTimeout together",
            options.ResultMaxAge)), SetDefaults);

    /// <summary>Gets or sets how long one check may run before it counts as failed. The limit is hard: a check that ignores its token is abandoned.</summary>
    /// <value>From 10 ms to 30 s, both included. The default is 1 s. A timeout stated at the registration of a check wins.</value>
    public TimeSpan CheckTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets or sets the time between the end of a check's run and the next run.</summary>
    /// <value>From 100 ms to 1 h, both included. The default is 10 s. A period stated at the registration of a check wins.</value>
    public TimeSpan CheckPeriod { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets how old a result may be; after that it counts as failed and says "stale".</summary>
    /// <value>From 1 s to 6 h, both included, and longer than <see cref="CheckPeriod"/> and <see cref="CheckTimeout"/> together. The default is 1 min. A check with
    /// a longer period has at least twice that period.</value>
    public TimeSpan ResultMaxAge { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets or sets how many runs must fail one after another before a check that was healthy turns unhealthy.</summary>
    /// <value>From 1 to 100, both included. The default is 1.</value>
    public int FailureThreshold { get; set; } = 1;

    /// <summary>Gets or sets how many runs must succeed one after another before a check that was unhealthy turns healthy.</summary>
    /// <value>From 1 to 100, both included. The default is 1.</value>
    public int SuccessThreshold { get; set; } = 1;

    /// <summary>Gets or sets how long a stopping service keeps serving while it reports not ready, so that load balancers can look away.</summary>
    /// <value>From 0 to 10 min, both included. The default is 5 s, and 0 in Development. The host's shutdown timeout is raised by this time.</value>
    public TimeSpan DrainDelay { get; set; } = TimeSpan.FromSeconds(OperationDefaults.DrainDelaySeconds);

    /// <summary>Gets or sets how long one start-up task may run.</summary>
    /// <value>From 100 ms to 1 h, both included. The default is 1 min. A limit stated at the registration of a task wins.</value>
    public TimeSpan StartupTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets or sets whether the checks <c>memory</c>, <c>threadpool</c> and <c>disk</c> are added. They degrade the service and never take it out of service.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool BuiltInChecks { get; set; } = true;

    /// <summary>Gets or sets the share of the memory limit from which the check <c>memory</c> reports.</summary>
    /// <value>From 0.1 to 1, both included. The default is 0.9.</value>
    public double MemoryShare { get; set; } = 0.9;

    /// <summary>Gets or sets the wait of a work item from which the check <c>threadpool</c> reports.</summary>
    /// <value>From 10 ms to 30 s, both included. The default is 500 ms.</value>
    public TimeSpan ThreadPoolDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Gets or sets the free space of the disk with the temporary folder under which the check <c>disk</c> reports.</summary>
    /// <value>In bytes, from 0 to 2^50, both included. The default is 33554432 (32 MiB).</value>
    public long FreeDiskBytes { get; set; } = 32 * 1024 * 1024;

    /// <summary>Gets the settings of single checks, by their names.</summary>
    /// <value>Names are compared without case. Empty by default.</value>
    public IDictionary<string, HealthCheckSettings> Checks { get; } = new Dictionary<string, HealthCheckSettings>(StringComparer.OrdinalIgnoreCase);

    private static void SetDefaults(HealthOptions options, IHostEnvironment environment)
    {
        if (environment.IsDevelopment())
        {
            options.DrainDelay = TimeSpan.Zero;
        }
    }
}
