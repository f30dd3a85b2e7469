using System.Diagnostics;
using CloudNative.Sdk.Resiliency;

namespace CloudNative.Sdk.Benchmarks.Outbound;

/// <summary>Compares a call that succeeds with nothing, with the policy of the SDK, and with the same strategies put together by hand, in interleaved rounds.</summary>
internal static class OutboundBenchmark
{
    private const int Rounds = 60;
    private const int Calls = 20_000;

    private static readonly Uri Target = new("http://catalog/items");

    public static int Run()
    {
        using var answers = new Answers();
        using var hand = new PollyHandler { InnerHandler = answers };
        using var policy = new ResilienceHandler(innerHandler: answers);
        (string Name, HttpMessageInvoker Client)[] subjects = [("in memory", new(answers)), ("ResilienceHandler", new(policy)), ("Polly.Core by hand", new(hand))];
        var best = subjects.Select(_ => (Nanoseconds: double.MaxValue, Bytes: double.MaxValue)).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < subjects.Length; i++)
            {
                var (nanoseconds, bytes) = Measure(subjects[i].Client);
                best[i] = (Math.Min(best[i].Nanoseconds, nanoseconds), Math.Min(best[i].Bytes, bytes));
            }
        }

        Console.WriteLine($"a call that succeeds, answered in memory, {Rounds} rounds of {Calls} calls, least");
        for (var i = 0; i < subjects.Length; i++)
        {
            Console.WriteLine($"  {subjects[i].Name,-18} {best[i].Nanoseconds,7:F1} ns {best[i].Bytes,7:F1} B   {best[i].Nanoseconds / best[2].Nanoseconds:F2} of Polly by hand");
            subjects[i].Client.Dispose();
        }

        Console.WriteLine("  (at most 400 B and 1.1 of Polly by hand)");
        return 0;
    }

    private static (double Nanoseconds, double Bytes) Measure(HttpMessageInvoker client)
    {
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Calls; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Target);
            var call = client.SendAsync(request, CancellationToken.None);
            if (!call.IsCompletedSuccessfully)
            {
                throw new InvalidOperationException($"The call is {call.Status}.");
            }
        }

        var elapsed = Stopwatch.GetElapsedTime(start);
        return (elapsed.TotalNanoseconds / Calls, (GC.GetAllocatedBytesForCurrentThread() - bytes) / (double)Calls);
    }

    /// <remarks>A new answer for each call, as a transport makes it.</remarks>
    private sealed class Answers : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(new HttpResponseMessage());
    }
}
