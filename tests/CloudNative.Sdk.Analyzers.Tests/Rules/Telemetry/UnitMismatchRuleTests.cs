using CloudNative.Sdk.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Telemetry;

public sealed class UnitMismatchRuleTests
{
    private const string Id = "CNS3004";

    private static string Recording(string value, string unit = "s", string type = "double", string before = "") => $$"""
        using System.Diagnostics;
        using System.Diagnostics.Metrics;
        using System.IO;

        class C(Meter meter)
        {
            private readonly Histogram<{{type}}> _histogram = meter.CreateHistogram<{{type}}>("shop.thing", unit: "{{unit}}");

            void M(Stopwatch watch, TimeSpan span, Stream stream, byte[] array, long elapsedMs, double waitSeconds, int sizeBytes, int items, double loadPercent, HttpContent content, long start)
            {
                {{before}}
                _histogram.Record({{value}});
            }

            static double Millis(TimeSpan span) => span.TotalMilliseconds;
            static double Odd(TimeSpan span) { Console.WriteLine(); return span.TotalMilliseconds; }
            double WaitingMs { get; set; }
            double Waited => default(TimeSpan).TotalMilliseconds;
        }
        """;

    [Theory]
    [InlineData("[|watch.ElapsedMilliseconds|]", "s")]
    [InlineData("[|watch.ElapsedTicks|]", "s")]
    [InlineData("[|watch.Elapsed.TotalSeconds|]", "ms")]
    [InlineData("[|span.TotalMinutes|]", "s")]
    [InlineData("[|span.Ticks|]", "s")]
    [InlineData("[|(double)watch.ElapsedMilliseconds|]", "s")]
    [InlineData("[|Math.Round(span.TotalMilliseconds, 2)|]", "s")]
    [InlineData("[|Convert.ToDouble(watch.ElapsedMilliseconds)|]", "s")]
    [InlineData("[|Stopwatch.GetElapsedTime(start).TotalMilliseconds|]", "s")]
    [InlineData("[|Stopwatch.GetTimestamp() - start|]", "By", "long start2 = 0;")]
    [InlineData("[|Environment.TickCount64 - began|]", "s", "var began = Environment.TickCount64;")]
    [InlineData("[|watch.ElapsedMilliseconds + span.TotalMilliseconds|]", "s")]
    [InlineData("[|watch.ElapsedMilliseconds * 1000|]", "s")]
    [InlineData("[|taken|]", "s", "var taken = watch.ElapsedMilliseconds;")]
    [InlineData("[|(double)(Stopwatch.GetTimestamp() - begin) * 1000 / Stopwatch.Frequency|]", "s", "var begin = Stopwatch.GetTimestamp();")]
    [InlineData("[|stream.Length|]", "KiBy")]
    [InlineData("[|array.Length / 1024d|]", "By")]
    [InlineData("[|content.Headers.ContentLength ?? 0|]", "MBy")]
    [InlineData("[|content.Headers.ContentLength.GetValueOrDefault()|]", "s")]
    [InlineData("[|GC.GetTotalMemory(false)|]", "MiBy")]
    [InlineData("[|elapsedMs|]", "s")]
    [InlineData("[|waitSeconds|]", "ms")]
    [InlineData("[|sizeBytes|]", "s")]
    [InlineData("[|loadPercent|]", "1")]
    [InlineData("[|WaitingMs|]", "s")]
    [InlineData("[|Millis(span)|]", "s")]
    [InlineData("[|Waited|]", "s")]
    [InlineData("[|items > 1 ? span.TotalMilliseconds : 0|]", "s")]
    public Task A_value_in_another_unit_is_reported(string value, string unit, string before = "") => RuleRun.ReportsMarked(Id, Recording(value, unit, before: before.Contains("start2", StringComparison.Ordinal) ? "start = Stopwatch.GetTimestamp();" : before)
        .Replace("GetTimestamp() - start|", before.Contains("start2", StringComparison.Ordinal) ? "GetTimestamp()|" : "GetTimestamp() - start|", StringComparison.Ordinal));

    [Theory]
    [InlineData("watch.Elapsed.TotalSeconds", "s")]
    [InlineData("watch.ElapsedMilliseconds", "ms")]
    [InlineData("watch.ElapsedMilliseconds / 1000d", "s")]
    [InlineData("watch.ElapsedMilliseconds / 1e3", "s")]
    [InlineData("0.001 * watch.ElapsedMilliseconds", "s")]
    [InlineData("span.TotalSeconds * 1_000_000", "us")]
    [InlineData("span.Ticks / (double)TimeSpan.TicksPerMillisecond", "ms")]
    [InlineData("(Stopwatch.GetTimestamp() - begin) / (double)Stopwatch.Frequency", "s", "var begin = Stopwatch.GetTimestamp();")]
    [InlineData("stream.Length / 1024d", "KiBy")]
    [InlineData("stream.Length / 1024d", "kBy")]
    [InlineData("loadPercent / 100", "1")]
    [InlineData("loadPercent", "%")]
    [InlineData("watch.ElapsedMilliseconds", "{request}")]
    [InlineData("watch.ElapsedMilliseconds", "1")]
    [InlineData("watch.ElapsedMilliseconds * items", "s")]
    [InlineData("watch.ElapsedMilliseconds / 10", "s")]
    [InlineData("items", "s")]
    [InlineData("42", "s")]
    [InlineData("Odd(span)", "s")]
    [InlineData("taken", "s", "double taken = watch.ElapsedMilliseconds; taken /= 1000;")]
    [InlineData("elapsedSecondsPerItem", "ms", "double elapsedSecondsPerItem = 1;")]
    [InlineData("requestsPerSeconds", "ms", "double requestsPerSeconds = 1;")]
    [InlineData("params1.Count", "s", "var params1 = new List<int>();")]
    public Task A_value_in_the_unit_or_of_no_known_unit_is_silent(string value, string unit, string before = "") => RuleRun.IsSilent(Id, Recording(value, unit, before: before));

    [Theory]
    [InlineData("meter.CreateHistogram<double>(\"job_seconds\")", true)]
    [InlineData("meter.CreateHistogram<double>(\"job_ms\")", false)]
    [InlineData("meter.CreateHistogram<double>(\"job_seconds\", null)", true)]
    [InlineData("meter.CreateHistogram<double>(\"job\")", false)]
    [InlineData("meter.CreateHistogram<double>(\"job_seconds\", Environment.MachineName)", false)]
    [InlineData("meter.CreateHistogram<double>(\"job\", Units.Seconds)", true)]
    [InlineData("meter.CreateHistogram<double>(unit: Units.Seconds, name: \"job\")", true)]
    public Task The_unit_is_the_constant_argument_or_the_suffix_of_the_name(string creation, bool reported)
    {
        var value = reported ? "[|watch.ElapsedMilliseconds|]" : "watch.ElapsedMilliseconds";
        return RuleRun.ReportsMarked(
            Id,
            $$"""
            using System.Diagnostics;
            using System.Diagnostics.Metrics;
            static class Units { public const string Seconds = "s"; }
            class C(Meter meter)
            {
                void M(Stopwatch watch) => {{creation}}.Record({{value}});
            }
            """);
    }

    [Fact]
    public Task An_instrument_declared_in_one_type_and_recorded_in_another_is_one_instrument() => RuleRun.ReportsMarked(
        Id,
        "using System.Diagnostics.Metrics; static class Telemetry { static readonly Meter Meter = new(\"Shop\"); public static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(\"shop.duration\", \"s\"); }",
        "using System.Diagnostics; class Caller { void M(Stopwatch watch) => Telemetry.Duration.Record([|watch.ElapsedMilliseconds|], new KeyValuePair<string, object?>(\"a\", 1)); }");

    [Fact]
    public Task A_value_is_followed_through_a_method_that_records_it() => RuleRun.ReportsMarked(
        Id,
        """
        using System.Diagnostics.Metrics;

        interface IMetrics { void Took(double value); void Waited(double value); }

        class Metrics(IMeterFactory factory) : IMetrics
        {
            private readonly Histogram<double> _duration = factory.Create("Shop").CreateHistogram<double>("shop.duration", "s");
            public void Took(double value) => _duration.Record(value);
            public void TookWhole(long value) => _duration.Record(((double)value));
            public void Waited(double value) { var seconds = value / 1000; _duration.Record(seconds); }
            public void TookSeconds(double seconds) { if (seconds > 0) { _duration.Record(seconds, new KeyValuePair<string, object?>("kind", "a")); } }
            public static void Note(Histogram<double> any, double value) => any.Record(value);
        }

        static class Own { public static readonly Histogram<double> Size = new Meter("Own").CreateHistogram<double>("own.size", "By"); }
        """,
        """
        class Caller(IMetrics contract, Metrics metrics, Quiet quiet)
        {
            void M(TimeSpan span, long sizeKb, double value)
            {
                contract.Took([|span.TotalMilliseconds|]);
                contract.Took(span.TotalSeconds);
                contract.Took(value);
                contract.Waited(span.TotalMilliseconds);
                metrics.TookSeconds([|span.TotalMinutes|]);
                metrics.TookWhole([|(long)span.TotalMilliseconds|]);
                Metrics.Note(Own.Size, [|sizeKb|]);
                quiet.Took(span.TotalMilliseconds);
            }

            void Took(double durationMs) => contract.Took([|durationMs|]);
        }

        class Quiet { public void Took(double value) => value.ToString(); }
        """);

    [Fact]
    public Task An_instrument_assigned_in_the_constructor_is_known() => RuleRun.ReportsMarked(
        Id,
        """
        using System.Diagnostics.Metrics;
        class C
        {
            private readonly Counter<long> _bytes;
            private readonly UpDownCounter<double> _waiting;
            public C(IMeterFactory factory)
            {
                var meter = factory.Create("Shop");
                _bytes = meter.CreateCounter<long>("shop.sent", "By");
                _waiting = meter.CreateUpDownCounter<double>("shop.waiting", "s");
            }
            void M(TimeSpan span, long sentKb) { _bytes.Add([|sentKb|]); _waiting.Add([|-span.TotalMilliseconds|]); }
        }
        """);

    [Fact]
    public Task An_instrument_given_to_a_constructor_counts_when_all_creations_of_its_type_agree() => RuleRun.ReportsMarked(
        Id,
        "using System.Diagnostics.Metrics; class Worker(Histogram<double> duration, Histogram<float> size) { void M(TimeSpan span, float sizeKb) { duration.Record([|span.TotalMilliseconds|]); size.Record(sizeKb); } }",
        """
        using System.Diagnostics.Metrics;
        class Setup(Meter meter)
        {
            Worker Make() => new(meter.CreateHistogram<double>("a", "s"), meter.CreateHistogram<float>("b", "By"));
            object Other() => (meter.CreateHistogram<double>("c", "s"), meter.CreateHistogram<float>("d", "{item}"));
        }
        """);

    [Fact]
    public Task An_observable_is_judged_by_what_its_callback_gives() => RuleRun.ReportsMarked(
        Id,
        """
        using System.Diagnostics.Metrics;
        class C(Meter meter)
        {
            void M()
            {
                meter.CreateObservableGauge("a", () => [|GC.GetTotalMemory(false)|], "MBy");
                meter.CreateObservableGauge("b", () => GC.GetTotalMemory(false), "By");
                meter.CreateObservableGauge("c", () => new Measurement<long>([|Environment.TickCount64|]), "s");
            }
        }
        """);

    [Fact]
    public Task Prometheus_net_takes_the_unit_from_the_name() => RuleRun.ReportsMarked(
        Id,
        """
        using Prometheus;
        using System.Diagnostics;
        class C
        {
            private static readonly Histogram Duration = Metrics.CreateHistogram("job_duration_seconds", "Duration");
            private static readonly Gauge Size = Metrics.CreateGauge("job_size_bytes", "Size");
            void M(Stopwatch watch, long sizeKb)
            {
                Duration.Observe([|watch.ElapsedMilliseconds|]);
                Duration.WithLabels("a").Observe([|watch.Elapsed.TotalMilliseconds|]);
                Duration.Observe(watch.Elapsed.TotalSeconds);
                Size.Set([|sizeKb|]);
            }
        }
        """);

    [Fact]
    public Task A_generic_wrapper_and_a_log_message_are_no_recording_of_a_known_instrument() => RuleRun.IsSilent(
        Id,
        """
        using System.Diagnostics;
        using System.Diagnostics.Metrics;
        class C(Meter meter, ILogger logger)
        {
            private readonly Histogram<double> _duration = meter.CreateHistogram<double>("d", "s");
            static void Record<T>(Histogram<T> histogram, T valueMs) where T : struct => histogram.Record(valueMs);
            void M(Stopwatch watch) { logger.LogInformation("{Ms}", watch.ElapsedMilliseconds); Record(_duration, watch.Elapsed.TotalSeconds); }
        }
        """);

    [Fact]
    public Task An_instrument_that_may_be_exchanged_is_silent() => RuleRun.IsSilent(
        Id,
        """
        using System.Diagnostics;
        using System.Diagnostics.Metrics;
        class C
        {
            public Histogram<double> Duration { get; set; } = new Meter("m").CreateHistogram<double>("d", "s");
            void M(Stopwatch watch) => Duration.Record(watch.ElapsedMilliseconds);
        }
        """);

    [Fact]
    public Task Code_in_an_expression_tree_is_silent() => RuleRun.IsSilent(
        Id,
        """
        using System.Diagnostics;
        using System.Diagnostics.Metrics;
        using System.Linq.Expressions;
        class C { static readonly Histogram<double> D = new Meter("m").CreateHistogram<double>("d", "s"); Expression<Action<Stopwatch>> E = w => D.Record(w.ElapsedMilliseconds); }
        """);

    [Fact]
    public async Task The_message_names_the_value_the_instrument_and_both_units() => Assert.Equal(
        "'watch.ElapsedMilliseconds' is in milliseconds, but 'shop.thing' is declared in seconds. Convert the value, or declare the unit it has.",
        await RuleRun.Message(Id, Recording("watch.ElapsedMilliseconds")));

    [Theory]
    [InlineData("class C { void M(Missing m) => m.Record(watch.ElapsedMilliseconds; }")]
    [InlineData("using System.Diagnostics.Metrics; class C(Meter m) { Histogram<Missing> h = m.CreateHistogram<Missing>(\"a_seconds\", ; void M() { h.Record(elapsedMs); h.Record(); h.Record( } }")]
    [InlineData("class C { double A() => B(); double B() => A(); void M(System.Diagnostics.Metrics.Meter m) => m.CreateHistogram<double>(\"a\", \"s\").Record(A()); }")]
    [InlineData("class C { void M(System.Diagnostics.Metrics.Meter m) { var a = b; var b = a; m.CreateHistogram<double>(\"a\", \"s\").Record(a); } }")]
    public Task Broken_code_is_silent(string source) => RuleRun.IsSilent(Id, Scenario.Of(source).Broken());

    [Fact]
    public Task A_project_without_metrics_is_silent() =>
        RuleRun.IsSilent(Id, Scenario.Of(Recording("watch.ElapsedMilliseconds")).Broken().Without("System.Diagnostics.DiagnosticSource").Without("ThirdParty"));

    [Fact]
    public Task Generated_code_is_silent() => RuleRun.IsSilent(Id, "// <auto-generated/>\n#nullable enable\n" + Recording("watch.ElapsedMilliseconds"));

    [Theory]
    [InlineData("build_property.IsTestProject", "true")]
    [InlineData("build_property.IsAspireHost", "true")]
    [InlineData("cns_project_kind", "test")]
    public Task Tests_and_app_hosts_are_silent(string key, string value) => RuleRun.IsSilent(Id, Scenario.Of(Recording("watch.ElapsedMilliseconds")).Option(key, value));

    [Theory]
    [InlineData("cns_project_kind", "cli")]
    [InlineData("cns_project_kind", "no such kind")]
    [InlineData("build_property.UseWPF", "true")]
    public Task Every_other_kind_of_project_is_judged(string key, string value) =>
        RuleRun.ReportsMarked(Id, Scenario.Of(Recording("[|watch.ElapsedMilliseconds|]")).As(OutputKind.DynamicallyLinkedLibrary).Option(key, value));
}
