using System.Diagnostics;
using System.Globalization;

namespace CloudNative.Sdk.Benchmarks.Requests;

/// <summary>Lets each variant answer <c>GET /</c> in interleaved rounds, and compares each with the bare application.</summary>
internal static class RequestBenchmark
{
    private const int Rounds = 600;
    private const int Requests = 1_000;
    private const int WarmUp = 300_000;

    public static async Task<int> RunAsync()
    {
        var subjects = RequestSubject.Variants.Select(variant => new Running(variant)).ToArray();
        foreach (var subject in subjects)
        {
            await subject.MeasureAsync(WarmUp);
            subject.Forget();
        }

        for (var round = 0; round < Rounds; round++)
        {
            foreach (var subject in subjects)
            {
                await subject.MeasureAsync(Requests);
            }
        }

        Console.WriteLine($"GET / without the network, {Rounds} rounds of {Requests} requests, least");
        foreach (var subject in subjects)
        {
            Console.WriteLine(
                $"{subject.Variant,-10} {subject.Nanoseconds,8:F0} ns {subject.Bytes,8:F1} B   {subject.Nanoseconds - subjects[0].Nanoseconds,7:+0;-0} ns "
                + $"{subject.Bytes - subjects[0].Bytes,7:+0.0;-0.0} B");
            subject.Dispose();
        }

        Console.WriteLine("(telemetry: at most +1,300 ns, +600 B; exported: the spans have a reader and are completed for it)");
        return 0;
    }

    private sealed class Running(string variant) : IDisposable
    {
        private readonly Process _process = Process.Start(new ProcessStartInfo("dotnet", [typeof(RequestBenchmark).Assembly.Location, RequestSubject.Verb, variant])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;

        public string Variant => variant;

        public double Nanoseconds { get; private set; } = double.MaxValue;

        public double Bytes { get; private set; } = double.MaxValue;

        public async Task MeasureAsync(int requests)
        {
            await _process.StandardInput.WriteLineAsync(requests.ToString(CultureInfo.InvariantCulture));
            await _process.StandardInput.FlushAsync();
            var numbers = await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"The variant '{variant}' ended.");
            var parts = numbers.Split(' ');
            Nanoseconds = Math.Min(Nanoseconds, double.Parse(parts[0], CultureInfo.InvariantCulture));
            Bytes = Math.Min(Bytes, double.Parse(parts[1], CultureInfo.InvariantCulture));
        }

        public void Forget() => (Nanoseconds, Bytes) = (double.MaxValue, double.MaxValue);

        public void Dispose()
        {
            _process.StandardInput.Close();
            _process.WaitForExit();
            _process.Dispose();
        }
    }
}
