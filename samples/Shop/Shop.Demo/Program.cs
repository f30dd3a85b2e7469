using System.Runtime.InteropServices;
using Shop.Demo;
using Shop.Demo.Scenarios;

const string NoQuestions = "--ci";
const string WithConsul = "--consul";
const string WithFaults = "--faults";

if (OperatingSystem.IsWindows())
{
    Console.Error.WriteLine("Shop.Demo stops services by SIGTERM, as platforms do. Run it on Linux, macOS or WSL.");
    return 2;
}

if (args.Except([NoQuestions, WithConsul, WithFaults]).Any() || (args.Contains(WithConsul) && args.Contains(WithFaults)))
{
    Console.Error.WriteLine($"""
        Shop.Demo takes no arguments but these, and was given: {string.Join(' ', args)}
          {NoQuestions}      no questions, at most {Demo.Limit.TotalMinutes:0} min
          {WithConsul}  the services find one another in a real Consul
          {WithFaults}  a service that others call dies, and one is sent more than it can do; not with {WithConsul}
        """);
    return 2;
}

var nonInteractive = args.Contains(NoQuestions);
using var cancelled = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
if (nonInteractive)
{
    cancelled.CancelAfter(Demo.Limit);
}

await using IScenario scenario = args.Contains(WithConsul) ? new ConsulScenario() : args.Contains(WithFaults) ? new FaultScenario() : new EmbeddedScenario();
var report = new Report(Console.Out, colours: !nonInteractive && !Console.IsOutputRedirected);
return await Demo.RunAsync(scenario, report, stayUp: !nonInteractive, cancelled.Token);

void Cancel(PosixSignalContext signal)
{
    signal.Cancel = true;
    cancelled.Cancel();
}
