namespace CloudNative.Sdk.Benchmarks.Simulation;

/// <summary>Shows how evenly many callers load many instances, before and after a restart of them all, and what one slow instance costs.</summary>
internal static class SimulationBenchmark
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static int Run()
    {
        var fleet = new SimulatedFleet(callers: 10_000, instances: 1_000, pause: TimeSpan.FromMilliseconds(100));
        fleet.Run(Minute / 6);
        fleet.Forget();
        fleet.Run(Minute);
        Show("10,000 callers, 1,000 instances, one minute", fleet);

        fleet.Restart(within: TimeSpan.FromMilliseconds(100));
        fleet.Run(TimeSpan.FromMilliseconds(100));
        fleet.Forget();
        fleet.Run(Minute);
        Show("the minute after a restart of all instances", fleet);

        var healthy = SlowP99(slowness: 1);
        var slow = SlowP99(slowness: 10);
        Console.WriteLine($"one of 10 instances answers 10 times slower: p99 {slow.TotalMilliseconds:F1} ms, without it {healthy.TotalMilliseconds:F1} ms: {slow / healthy:F2} (at most 1.5)");
        return 0;
    }

    private static void Show(string what, SimulatedFleet fleet)
    {
        var (above, below) = fleet.Spread();
        Console.WriteLine($"{what}: the most loaded instance {above:+0.0%} and the least loaded -{below:0.0%} from the mean of {fleet.Calls.Average():F0} calls (at most 10 %); p99 {fleet.Percentile(0.99).TotalMilliseconds:F1} ms");
    }

    private static TimeSpan SlowP99(double slowness)
    {
        var fleet = new SimulatedFleet(callers: 100, instances: 10, pause: TimeSpan.FromMilliseconds(50));
        fleet.SlowDown(0, slowness);
        fleet.Run(Minute / 6);
        fleet.Forget();
        fleet.Run(Minute);
        return fleet.Percentile(0.99);
    }
}
