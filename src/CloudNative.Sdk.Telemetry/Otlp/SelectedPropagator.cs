using System.Diagnostics;

namespace CloudNative.Sdk.Telemetry.Otlp;

/// <summary>Lets only chosen fields of the W3C propagator travel, as <c>OTEL_PROPAGATORS</c> says.</summary>
internal sealed class SelectedPropagator(params string[] fields) : DistributedContextPropagator
{
    public const string TraceContext = "tracecontext";
    public const string Baggage = "baggage";

    private static readonly DistributedContextPropagator Whole = CreateW3CPropagator();

    private static readonly (string Propagator, string[] Fields)[] Known = [(TraceContext, ["traceparent", "tracestate"]), (Baggage, ["baggage"])];

    public override IReadOnlyCollection<string> Fields => fields;

    /// <summary>Makes the propagator for the known names in the variable; <c>none</c> alone lets nothing travel.</summary>
    public static SelectedPropagator Of(string[] propagators) =>
        new([.. Known.Where(known => propagators.Contains(known.Propagator, StringComparer.OrdinalIgnoreCase)).SelectMany(known => known.Fields)]);

    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter)
    {
        if (setter is null || fields.Length == 0)
        {
            return;
        }

        Whole.Inject(activity, carrier, (to, name, value) =>
        {
            if (fields.Contains(name))
            {
                setter(to, name, value);
            }
        });
    }

    public override void ExtractTraceIdAndState(object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState) =>
        Whole.ExtractTraceIdAndState(carrier, Selected(getter), out traceId, out traceState);

    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) =>
        Whole.ExtractBaggage(carrier, Selected(getter));

    private PropagatorGetterCallback? Selected(PropagatorGetterCallback? getter)
    {
        return getter is null ? null : Get;

        void Get(object? from, string name, out string? value, out IEnumerable<string>? values)
        {
            (value, values) = (null, null);
            if (fields.Contains(name))
            {
                getter(from, name, out value, out values);
            }
        }
    }
}
