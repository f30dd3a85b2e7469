using CloudNative.Sdk.Resiliency;

namespace CloudNative.Sdk.Benchmarks.Inbound;

/// <summary>Three times as many requests as a service can serve, for a minute: with the limit and without it.</summary>
internal static class OverloadBenchmark
{
    public static async Task<int> RunAsync()
    {
        Console.WriteLine("3 times the capacity for 60 s (goodput at least 90 %, p99 at most 2x, recovered within 2 s)");
        Console.WriteLine(OverloadResult.Head);
        Console.WriteLine(OverloadSimulation.Run(OverloadPlan.Minute, new InboundOptions()).Row("simulated, with the limit"));
        Console.WriteLine(OverloadSimulation.Run(OverloadPlan.Minute, null).Row("simulated, without"));
        Console.WriteLine((await OverloadedService.RunAsync(OverloadPlan.Minute, isLimited: true)).Row("Kestrel, with the limit"));
        Console.WriteLine((await OverloadedService.RunAsync(OverloadPlan.Minute, isLimited: false)).Row("Kestrel, without"));
        return 0;
    }
}
