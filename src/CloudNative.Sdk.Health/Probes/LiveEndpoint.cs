using CloudNative.Sdk.Facts;
using CloudNative.Sdk.Health.Scheduling;

namespace CloudNative.Sdk.Health.Probes;

internal sealed class LiveEndpoint(HealthBoard board)
    : ProbeEndpoint(OperationDefaults.LivePath, "200 while the process works; a platform restarts it otherwise.", board.Live);
