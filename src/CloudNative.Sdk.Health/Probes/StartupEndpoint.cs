using CloudNative.Sdk.Facts;
using CloudNative.Sdk.Health.Scheduling;

namespace CloudNative.Sdk.Health.Probes;

internal sealed class StartupEndpoint(HealthBoard board)
    : ProbeEndpoint(OperationDefaults.StartupPath, "503 until the start-up tasks are done, then 200.", board.Startup);
