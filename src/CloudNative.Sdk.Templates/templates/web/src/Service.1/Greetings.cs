using System.Diagnostics.Metrics;

namespace Service._1;

/// <summary>What this service does, and counts. Nobody registers the meter: the SDK finds it in the code.</summary>
public sealed class Greetings(IMeterFactory meters)
{
    private readonly Counter<long> _sent = meters.Create("Service.1").CreateCounter<long>("greetings.sent", "{greeting}", "Greetings sent.");

    public string Greet(string name)
    {
        _sent.Add(1);
        return $"Hello, {name}!";
    }
}
