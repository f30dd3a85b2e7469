using System.Diagnostics.Metrics;

namespace Service._1;

/// <summary>What this service does, and counts, until it stops. Nobody registers the meter: the SDK finds it in the code.</summary>
public sealed class Cleaner(IMeterFactory meters, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly Counter<long> _runs = meters.Create("Service.1").CreateCounter<long>("cleaner.runs", "{run}", "Runs of the cleaner.");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            _runs.Add(1);
        }
    }
}
