using System.Runtime.InteropServices;
using Shop.Demo;

if (OperatingSystem.IsWindows())
{
    Console.Error.WriteLine("Shop.Demo stops services by SIGTERM, as platforms do. Run it on Linux, macOS or WSL.");
    return 2;
}

if (args is not ([] or ["--ci"]))
{
    Console.Error.WriteLine($"Shop.Demo takes no argument but --ci (no questions, at most {Demo.Limit.TotalSeconds:0} s), and was given: {string.Join(' ', args)}");
    return 2;
}

var nonInteractive = args.Length == 1;
using var cancelled = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
if (nonInteractive)
{
    cancelled.CancelAfter(Demo.Limit);
}

return await Demo.RunAsync(new Report(Console.Out, colours: !nonInteractive && !Console.IsOutputRedirected), stayUp: !nonInteractive, cancelled.Token);

void Cancel(PosixSignalContext signal)
{
    signal.Cancel = true;
    cancelled.Cancel();
}
