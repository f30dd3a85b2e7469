using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Telemetry;

public sealed class SuccessOnlyDurationRuleTests
{
    private const string Id = "CNS3015";

    private static string Source(string body) => $$"""
        using System.Diagnostics;
        using System.Diagnostics.Metrics;
        using System.IO;

        class Import(Meter meter, ILogger<Import> log, TimeProvider time)
        {
            private readonly Histogram<double> _duration = meter.CreateHistogram<double>("shop.import.duration", "s", "Import.");
            private readonly Histogram<double> _successDuration = meter.CreateHistogram<double>("shop.import.ok", "s", "Import.");
            private readonly Histogram<double> _h = meter.CreateHistogram<double>("shop.import.success.duration", "s", "Import.");
            private readonly Counter<int> _failed = meter.CreateCounter<int>("shop.import.failures", description: "Failures.");
            private readonly Prometheus.Histogram _seconds = Prometheus.Metrics.CreateHistogram("shop_import_seconds", "Import.");

            async Task<int> Run(double waitSeconds)
            {
                var t = Stopwatch.GetTimestamp();
                var watch = Stopwatch.StartNew();
                var began = DateTimeOffset.UtcNow;
                {{body}}
                return 1;
            }

            Task<int> Work() => Task.FromResult(1);
            void Fail(Stopwatch watch) { }
        }
        """;

    [Theory]
    [InlineData("try { await Work(); [|_duration.Record(Stopwatch.GetElapsedTime(t).TotalSeconds)|]; } catch (Exception ex) { log.LogError(ex, \"a\"); }")]
    [InlineData("try { await Work(); [|_duration.Record(watch.Elapsed.TotalSeconds, new KeyValuePair<string, object?>(\"a\", 1))|]; } catch (Exception ex) { log.LogError(ex, \"a {Ms}\", watch.ElapsedMilliseconds); throw; }")]
    [InlineData("try { await Work(); watch.Stop(); var taken = watch.Elapsed; [|_duration.Record(taken.TotalSeconds)|]; return 2; } catch (IOException) { return 0; }")]
    [InlineData("try { var n = await Work(); [|_duration.Record((DateTimeOffset.UtcNow - began).TotalSeconds)|]; return n; } catch (Exception) { _failed.Add(1); return 0; }")]
    [InlineData("try { var own = time.GetTimestamp(); await Work(); [|_duration.Record(time.GetElapsedTime(own).TotalSeconds)|]; } catch (Exception ex) { log.LogError(ex, \"a\"); }")]
    [InlineData("try { await Work(); [|_seconds.Observe(watch.Elapsed.TotalSeconds)|]; } catch (Exception ex) { log.LogError(ex, \"a\"); }")]
    [InlineData("try { await Work(); if (waitSeconds > 1) { [|_duration.Record(watch.Elapsed.TotalSeconds)|]; } } catch (OperationCanceledException) { throw; } catch (Exception) { return 0; }")]
    [InlineData("await Task.Run(async () => { try { await Work(); [|_duration.Record(watch.Elapsed.TotalSeconds)|]; } catch (Exception ex) { log.LogError(ex, \"a\"); } });")]
    public Task A_duration_that_failures_do_not_reach_is_reported(string body) => RuleRun.ReportsMarked(Id, Source(body));

    [Theory]
    [InlineData("try { await Work(); } catch (Exception ex) { log.LogError(ex, \"a\"); } finally { _duration.Record(watch.Elapsed.TotalSeconds); }")]
    [InlineData("try { await Work(); _duration.Record(watch.Elapsed.TotalSeconds); } finally { log.LogInformation(\"a\"); }")]
    [InlineData("try { await Work(); _duration.Record(watch.Elapsed.TotalSeconds); } catch (Exception) { _duration.Record(watch.Elapsed.TotalSeconds); }")]
    [InlineData("try { await Work(); _duration.Record(watch.Elapsed.TotalSeconds); } catch (Exception) { _h.Record(watch.Elapsed.TotalSeconds); }")]
    [InlineData("try { await Work(); _duration.Record(watch.Elapsed.TotalSeconds); } catch (Exception) { Fail(watch); }")]
    [InlineData("try { await Work(); _duration.Record(watch.Elapsed.TotalSeconds); } catch (OperationCanceledException) { return 0; }")]
    [InlineData("try { await Work(); _successDuration.Record(watch.Elapsed.TotalSeconds); } catch (Exception) { return 0; }")]
    [InlineData("try { await Work(); _h.Record(watch.Elapsed.TotalSeconds); } catch (Exception) { return 0; }")]
    [InlineData("try { await Work(); _duration.Record(waitSeconds); } catch (Exception) { return 0; }")]
    [InlineData("try { await Work(); } catch (Exception ex) { log.LogError(ex, \"a\"); } _duration.Record(watch.Elapsed.TotalSeconds);")]
    [InlineData("await Work(); try { _duration.Record(watch.Elapsed.TotalSeconds); } catch (Exception) { return 0; }")]
    [InlineData("try { await Work(); var own = Stopwatch.StartNew(); _duration.Record(own.Elapsed.TotalSeconds); } catch (Exception) { return 0; }")]
    [InlineData("try { await Work(); } catch (Exception) { await Work(); _duration.Record(watch.Elapsed.TotalSeconds); }")]
    [InlineData("try { await Work(); _failed.Add(1); } catch (Exception) { return 0; }")]
    [InlineData("await Work(); _duration.Record(watch.Elapsed.TotalSeconds);")]
    public Task A_duration_of_every_outcome_or_of_successes_is_silent(string body) => RuleRun.IsSilent(Id, Source(body));

    [Fact]
    public Task Top_level_statements_minimal_apis_and_records_are_judged() => RuleRun.ReportsMarked(
        Id,
        """
        using System.Diagnostics;
        using System.Diagnostics.Metrics;
        var app = WebApplication.CreateBuilder(args).Build();
        var h = new Meter("Shop").CreateHistogram<double>("shop.a.duration", "s", "A.");
        var start = Stopwatch.GetTimestamp();
        try { await Task.Yield(); [|h.Record(Stopwatch.GetElapsedTime(start).TotalSeconds)|]; } catch (Exception ex) { app.Logger.LogError(ex, "a"); }
        app.MapGet("/", async () => { var w = Stopwatch.StartNew(); try { await Task.Yield(); [|h.Record(w.Elapsed.TotalSeconds)|]; } catch (Exception ex) { app.Logger.LogError(ex, "a"); } });
        app.Run();
        partial record Desk(Histogram<double> H) { async Task Open() { var w = Stopwatch.StartNew(); try { await Task.Yield(); [|H.Record(w.Elapsed.TotalSeconds)|]; } catch (Exception) { return; } } }
        """);

    [Theory]
    [InlineData("try { await Work(); _duration.Record(missing.Elapsed); } catch (Missing) { }")]
    [InlineData("try { await Work(); _duration.Record(watch.Elapsed.")]
    public Task Broken_code_gives_no_exception(string body) => RuleRun.Analyze(Scenario.Of(Source(body)).Broken().Compile(), Scenario.Of());

    [Fact]
    public Task Generated_code_is_silent() =>
        RuleRun.IsSilent(Id, "// <auto-generated/>\n#nullable enable\n" + Source("try { await Work(); _duration.Record(watch.Elapsed.TotalSeconds); } catch (Exception) { return 0; }"));

    [Fact]
    public async Task The_message_names_the_instrument() => Assert.Equal(
        "'shop.import.duration' is recorded only where nothing fails. Record it in a finally, or the slowest calls, those that time out, are missing from it.",
        await RuleRun.Message(Id, Source("try { await Work(); _duration.Record(watch.Elapsed.TotalSeconds); } catch (Exception) { return 0; }")));
}
