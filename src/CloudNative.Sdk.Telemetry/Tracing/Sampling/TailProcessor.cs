using System.Diagnostics;
using OpenTelemetry;

namespace CloudNative.Sdk.Telemetry.Tracing.Sampling;

/// <summary>
/// Stands before all other processors and holds back what was not chosen, until its part of the trace has ended here. As a composite and the first of
/// the provider it takes in every processor added after it, so that what is kept reaches all of them.
/// </summary>
internal sealed class TailProcessor : CompositeProcessor<Activity>
{
    private readonly TailBuffer _buffer;
    private readonly Action<Activity> _pass;

    public TailProcessor(BaseProcessor<Activity> first, TailBuffer buffer)
        : base([first])
    {
        _buffer = buffer;
        _pass = Pass;
    }

    public override void OnStart(Activity data)
    {
        if (!data.Recorded && data.Parent is null)
        {
            _buffer.Begin(data);
        }

        base.OnStart(data);
    }

    public override void OnEnd(Activity data)
    {
        // Also a first span that is recorded: it may have been begun without, and then waits with the others.
        if (!data.Recorded || data.Parent is null)
        {
            _buffer.End(data, _pass);
        }
        else
        {
            base.OnEnd(data);
        }
    }

    private void Pass(Activity span)
    {
        span.ActivityTraceFlags |= ActivityTraceFlags.Recorded;
        base.OnEnd(span);
    }
}
