using CloudNative.Sdk.Benchmarks;
using CloudNative.Sdk.Benchmarks.Analyzers;
using CloudNative.Sdk.Benchmarks.Calls;
using CloudNative.Sdk.Benchmarks.Inbound;
using CloudNative.Sdk.Benchmarks.Logs;
using CloudNative.Sdk.Benchmarks.Outbound;
using CloudNative.Sdk.Benchmarks.Page;
using CloudNative.Sdk.Benchmarks.Probes;
using CloudNative.Sdk.Benchmarks.Rendering;
using CloudNative.Sdk.Benchmarks.Requests;
using CloudNative.Sdk.Benchmarks.Scrape;
using CloudNative.Sdk.Benchmarks.Simulation;
using CloudNative.Sdk.Benchmarks.Startup;

return args switch
{
    [RequestSubject.Verb, var variant] => await RequestSubject.RunAsync(variant),
    [StartupSubject.Verb, var variant, var port] => await StartupSubject.RunAsync(variant, port),
    _ when Find(args) is { } benchmark => await Yardstick.BesideAsync(benchmark),
    _ => Usage(),
};

static Func<Task<int>>? Find(string[] args) => args switch
{
    ["probe"] => ProbeBenchmark.RunAsync,
    ["hung"] => HungCheckBenchmark.RunAsync,
    ["scrape", .. var sizes] => () => ScrapeBenchmark.RunAsync(sizes),
    ["page"] => PageBenchmark.RunAsync,
    ["exemplars"] => () => Task.FromResult(ExemplarBenchmark.Run()),
    ["log"] => async () => await LogBenchmark.RunAsync() + await JsonLineBenchmark.RunAsync(),
    ["request"] => RequestBenchmark.RunAsync,
    ["discovery"] => CallBenchmark.RunAsync,
    ["outbound"] => () => Task.FromResult(OutboundBenchmark.Run()),
    ["simulation"] => () => Task.FromResult(SimulationBenchmark.Run()),
    ["overload"] => OverloadBenchmark.RunAsync,
    ["startup", .. var variants] => () => StartupBenchmark.RunAsync(variants),
    ["manifests"] => ManifestsBenchmark.RunAsync,
    ["render"] => RenderBenchmark.RunAsync,
    ["analyzers"] => AnalyzerBenchmark.RunAsync,
    _ => null,
};

static int Usage()
{
    Console.Error.WriteLine("""
        dotnet run -c Release --project tests/CloudNative.Sdk.Benchmarks -- NAME
          probe     a probe with 10 checks against a plain GET on the same server: time and bytes
          hung      a check that hangs with a limit of 200 ms: time to the verdict, and of the probes meanwhile
          page      the ops page: its length, and the processor time that an open one takes
          exemplars what exemplars cost a measurement: with the filter off and on
          scrape    /metrics with 1,000 to 1,000,000 series (or as many as given) against a loop that formats the same numbers: time, bytes, memory
          log       log calls through the pipeline against the stock factory; a line of JSON, also a redacted one, against .NET's JSON console: time, bytes, length
          request   GET / with telemetry against a bare web application and OpenTelemetry by hand: time and bytes
          discovery calls by the name of a service against calls of the same client without discovery: time, bytes, two threads
          outbound  a call that succeeds, with the policy of the SDK and with the same strategies of Polly by hand: time and bytes
          simulation 10,000 callers and 1,000 instances in simulated time: how evenly they are loaded, also after a restart of all; one slow instance
          overload  three times what a service can serve for a minute, simulated and with Kestrel, with the limit of requests and without: answers in time, p99, recovery
          analyzers a build of 20,000 lines without analyzers, with ours and with another package: time of the build, of all analyzers, of the slowest
          manifests what manifests add to a publish: written new, and unchanged
          render    200 services in 4 environments by the command line tool: time and peak memory, into nothing and where nothing has changed
          startup   AddCloudNative() against a bare web application: time from process start to the first 200
        """);
    return 2;
}
