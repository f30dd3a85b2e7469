using CloudNative.Sdk.Benchmarks.Inbound;

namespace CloudNative.Sdk.Resiliency.Tests.Inbound;

/// <summary>The simulation of the benchmark <c>overload</c>: three times as many requests as the service can serve, for a minute.</summary>
public sealed class OverloadTests
{
    [Fact]
    public void With_the_limit_the_service_does_what_it_can_and_critical_requests_hardly_notice()
    {
        var result = OverloadSimulation.Run(OverloadPlan.Minute, new InboundOptions());

        Assert.InRange(result.Goodput, 0.9, 1.05);
        Assert.InRange(result.CriticalP99 / result.CalmP99, 1, 2);
        Assert.InRange(result.CriticalRefused, 0, 0.02);
        Assert.InRange(result.Recovery, TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void Without_it_the_service_works_for_callers_that_have_gone()
    {
        var result = OverloadSimulation.Run(OverloadPlan.Minute, options: null);

        Assert.InRange(result.Goodput, 0, 0.1);
        Assert.True(result.Recovery > TimeSpan.FromSeconds(5));
    }
}
