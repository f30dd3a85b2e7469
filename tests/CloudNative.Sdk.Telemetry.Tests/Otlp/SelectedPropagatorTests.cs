using System.Diagnostics;
using CloudNative.Sdk.Telemetry.Otlp;

namespace CloudNative.Sdk.Telemetry.Tests.Otlp;

public sealed class SelectedPropagatorTests
{
    private static readonly Dictionary<string, string> Received = new()
    {
        ["traceparent"] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        ["tracestate"] = "a=1",
        ["baggage"] = "customer=7",
    };

    [Theory]
    [InlineData("tracecontext,baggage", "traceparent,tracestate,baggage")]
    [InlineData("baggage,TraceContext", "traceparent,tracestate,baggage")]
    [InlineData("tracecontext", "traceparent,tracestate")]
    [InlineData("baggage", "baggage")]
    [InlineData("none", "")]
    public void Only_the_chosen_fields_are_sent_and_read(string propagators, string fields)
    {
        var propagator = SelectedPropagator.Of(propagators.Split(','));
        var expected = fields.Split(',', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(expected, propagator.Fields);
        Assert.Equal(expected.Order(), Sent(propagator).Order());
        Assert.Equal(expected, Read(propagator));
    }

    private static List<string> Sent(SelectedPropagator propagator)
    {
        using var activity = new Activity("call") { TraceStateString = "a=1" };
        activity.AddBaggage("customer", "7");
        activity.Start();
        List<string> sent = [];
        propagator.Inject(activity, carrier: null, (_, name, _) => sent.Add(name));
        return sent;
    }

    private static IEnumerable<string> Read(SelectedPropagator propagator)
    {
        propagator.ExtractTraceIdAndState(carrier: null, Get, out var traceId, out var traceState);
        var baggage = propagator.ExtractBaggage(carrier: null, Get);
        return new (string Field, bool Found)[] { ("traceparent", traceId is not null), ("tracestate", traceState is not null), ("baggage", baggage?.Any() == true) }
            .Where(field => field.Found)
            .Select(field => field.Field);

        static void Get(object? carrier, string name, out string? value, out IEnumerable<string>? values)
        {
            value = Received[name];
            values = null;
        }
    }
}
