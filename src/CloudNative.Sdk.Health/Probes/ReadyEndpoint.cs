using CloudNative.Sdk.Facts;
using CloudNative.Sdk.Health.Scheduling;

namespace CloudNative.Sdk.Health.Probes;

internal sealed class ReadyEndpoint(HealthBoard board)
    : ProbeEndpoint(OperationDefaults.ReadyPath, "200 while the service should get requests, 503 while it starts, drains or lacks something.", board.Ready);
