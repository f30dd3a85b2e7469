using System.Diagnostics;
using OpenTelemetry.Trace;

namespace CloudNative.Sdk.Telemetry.Tracing.Sampling;

/// <summary>
/// Chooses new traces by ratio and follows the caller's choice; what is not chosen is observed all the same, though callees are told that it is not, so that
/// it can still be kept when it ends.
/// </summary>
internal sealed class TailSampler(double ratio) : Sampler
{
    private readonly TraceIdRatioBasedSampler _ratio = new(ratio);

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters)
    {
        var parent = samplingParameters.ParentContext;
        var isChosen = parent.TraceId == default
            ? _ratio.ShouldSample(samplingParameters).Decision == SamplingDecision.RecordAndSample
            : parent.TraceFlags.HasFlag(ActivityTraceFlags.Recorded);
        return new SamplingResult(isChosen ? SamplingDecision.RecordAndSample : SamplingDecision.RecordOnly);
    }
}
