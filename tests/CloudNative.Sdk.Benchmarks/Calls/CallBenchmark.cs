using System.Diagnostics;

namespace CloudNative.Sdk.Benchmarks.Calls;

/// <summary>Compares calls by the name of a service with calls of the same client without discovery, in interleaved rounds.</summary>
internal static class CallBenchmark
{
    private const int Rounds = 600;
    private const int Calls = 2_000;

    private static readonly Uri[] SamePath = [.. Enumerable.Repeat(new Uri("http://catalog/items"), Calls)];
    private static readonly Uri[] NewPaths = [.. Enumerable.Range(0, Calls).Select(i => new Uri($"http://catalog/items/{i:D5}?page=2"))];

    public static async Task<int> RunAsync()
    {
        CallSubject[] subjects = [new("without", 0), new("3 endpoints", 3), new("1,000 endpoints", 1000), new("3, and resiliency", 3, isResilient: true)];
        foreach (var subject in subjects)
        {
            await subject.WarmUpAsync();
        }

        Compare("the same path", subjects, SamePath, static (subject, uri) => subject.Call(uri));
        Compare("paths that do not come again", subjects, NewPaths, static (subject, uri) => subject.Call(uri));
        Compare("the same path, answered later", subjects, SamePath, static (subject, uri) => subject.CallLater(uri));
        CompareThreads(subjects);
        Array.ForEach(subjects, subject => subject.Dispose());
        return 0;
    }

    private static void Compare(string what, CallSubject[] subjects, Uri[] uris, Action<CallSubject, Uri> call)
    {
        Array.ForEach(subjects, subject => subject.Least = (double.MaxValue, double.MaxValue));
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var subject in subjects)
            {
                var (nanoseconds, bytes) = Measure(subject, uris, call);
                subject.Least = (Math.Min(nanoseconds, subject.Least.Nanoseconds), Math.Min(bytes, subject.Least.Bytes));
            }
        }

        Console.WriteLine($"{what}, {Rounds} rounds of {Calls} calls, least");
        foreach (var subject in subjects)
        {
            Console.WriteLine(
                $"  {subject.Name,-17} {subject.Least.Nanoseconds,7:F1} ns {subject.Least.Bytes,7:F1} B   {subject.Least.Nanoseconds - subjects[0].Least.Nanoseconds,7:+0.0;-0.0} ns "
                + $"{subject.Least.Bytes - subjects[0].Least.Bytes,7:+0.0;-0.0} B   ({subject.Target})");
        }
    }

    private static (double Nanoseconds, double Bytes) Measure(CallSubject subject, Uri[] uris, Action<CallSubject, Uri> call)
    {
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        foreach (var uri in uris)
        {
            call(subject, uri);
        }

        var elapsed = Stopwatch.GetElapsedTime(start);
        return (elapsed.TotalNanoseconds / uris.Length, (GC.GetAllocatedBytesForCurrentThread() - bytes) / (double)uris.Length);
    }

    /// <summary>Two threads on two processors: with a lock on the way each call would take longer than alone.</summary>
    private static void CompareThreads(CallSubject[] subjects)
    {
        Console.WriteLine("two threads at once, time of a call against that of one thread alone; and times that a thread waited for a lock");
        foreach (var subject in subjects)
        {
            var (alone, together) = (double.MaxValue, double.MaxValue);
            var waits = Monitor.LockContentionCount;
            for (var round = 0; round < Rounds; round++)
            {
                alone = Math.Min(alone, Measure(subject, SamePath, static (subject, uri) => subject.Call(uri)).Nanoseconds);
                var times = new double[2];
                Parallel.For(0, 2, thread => times[thread] = Measure(subject, SamePath, static (subject, uri) => subject.Call(uri)).Nanoseconds);
                together = Math.Min(together, times.Max());
            }

            Console.WriteLine($"  {subject.Name,-17} {together / alone,5:F2}   {Monitor.LockContentionCount - waits} waits");
        }
    }
}
