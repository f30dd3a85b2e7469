using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Telemetry;

public sealed class PerCallCreationRuleTests
{
    private const string Id = "CNS3008";

    private static string Source(string members) => $$"""
        using System.Collections.Concurrent;
        using System.Diagnostics;
        using System.Diagnostics.Metrics;

        class Shop
        {
            private static readonly Meter s_meter = new("Shop");
            private readonly Meter _meter = s_meter;
            private Counter<int>? _counter;
            private readonly Dictionary<string, Counter<int>> _byName = new();
            private readonly ConcurrentDictionary<string, Counter<int>> _cache = new();

            {{members}}

            static void Keep(object value) { }
        }
        """;

    [Theory]
    [InlineData("void Sold() => [|_meter.CreateCounter<int>(\"a\")|].Add(1);")]
    [InlineData("void Sold() { var sold = [|_meter.CreateCounter<int>(\"a\")|]; sold.Add(1); }")]
    [InlineData("void Sold() { var meter = [|new Meter(\"a\")|]; var sold = [|meter.CreateCounter<int>(\"a\")|]; sold.Add(1); }")]
    [InlineData("void Sold() { using var meter = [|new Meter(\"a\")|]; [|meter.CreateCounter<int>(\"a\")|].Add(1); }")]
    [InlineData("async Task Sold() { await Task.Yield(); using var source = [|new ActivitySource(\"a\")|]; using var a = source.StartActivity(\"b\"); }")]
    [InlineData("async Task Sold() { using var a = [|new ActivitySource(\"a\")|].StartActivity(\"b\"); await Task.Yield(); }")]
    [InlineData("static void Sold(int n) { var sold = [|s_meter.CreateHistogram<double>(\"a\")|]; if (sold.Enabled) { sold.Record(n); } }")]
    [InlineData("Counter<int> Sold => [|_meter.CreateCounter<int>(\"a\")|];")]
    [InlineData("Counter<int> Sold { get { return [|_meter.CreateCounter<int>(\"a\")|]; } }")]
    [InlineData("static Meter Meter => [|new Meter(\"a\")|];")]
    [InlineData("static ActivitySource Source => [|new(\"a\")|];")]
    [InlineData("public Shop(string[] names) { foreach (var name in names) { var c = [|_meter.CreateCounter<int>(name)|]; c.Add(1); } }")]
    [InlineData("protected async Task ExecuteAsync(CancellationToken token) { while (!token.IsCancellationRequested) { [|_meter.CreateCounter<int>(\"a\")|].Add(1); await Task.Delay(1, token); } }")]
    [InlineData("public Shop(List<int> items) { items.ForEach(item => [|_meter.CreateCounter<int>(\"a\")|].Add(item)); }")]
    [InlineData("void Sold() { void Local() { var c = [|_meter.CreateCounter<int>(\"a\")|]; c.Add(1); } Local(); }")]
    [InlineData("public Shop(Action<int> sold) { sold += n => [|_meter.CreateCounter<int>(\"a\")|].Add(n); }")]
    [InlineData("private void Sold() { var c = [|_meter.CreateCounter<int>(\"a\")|]; c.Add(1); } public void Handle() => Sold();")]
    [InlineData("void Sold() => Prometheus.Metrics.CreateCounter(\"a_total\", \"A.\").Inc();", "Prometheus.Metrics.CreateCounter(\"a_total\", \"A.\")")]
    [InlineData("void Sold() => Prometheus.Metrics.CreateCounter(\"a_total\", \"A.\", \"l\").WithLabels(\"x\").Inc();", "Prometheus.Metrics.CreateCounter(\"a_total\", \"A.\", \"l\")")]
    public Task A_creation_that_runs_again_and_again_is_reported(string members, string? marked = null) =>
        RuleRun.ReportsMarked(Id, Source(marked is null ? members : members.Replace(marked, $"[|{marked}|]", StringComparison.Ordinal)));

    [Theory]
    [InlineData("private readonly Counter<int> _sold = s_meter.CreateCounter<int>(\"a\"); static readonly ActivitySource S = new(\"a\");")]
    [InlineData("public Shop() { _counter = _meter.CreateCounter<int>(\"a\"); var warm = _meter.CreateCounter<int>(\"b\"); warm.Add(0); }")]
    [InlineData("static Shop() { s_meter.CreateCounter<int>(\"a\").Add(0); }")]
    [InlineData("Counter<int> Sold { get; } = s_meter.CreateCounter<int>(\"a\");")]
    [InlineData("Counter<int> Sold => _counter ??= _meter.CreateCounter<int>(\"a\");")]
    [InlineData("Counter<int> Sold { get { if (_counter is null) { _counter = _meter.CreateCounter<int>(\"a\"); } return _counter; } }")]
    [InlineData("Lazy<Counter<int>> _lazy = new(() => s_meter.CreateCounter<int>(\"a\"));")]
    [InlineData("Lazy<Counter<int>> _lazy = new(() => { var c = s_meter.CreateCounter<int>(\"a\"); c.Add(0); return c; });")]
    [InlineData("Counter<int> Make(string name) => _meter.CreateCounter<int>(name);")]
    [InlineData("Counter<int> Make() { var c = _meter.CreateCounter<int>(\"a\"); c.Add(0); return c; }")]
    [InlineData("Counter<int> Make() { var meter = new Meter(\"a\"); return meter.CreateCounter<int>(\"b\"); }")]
    [InlineData("void Sold(string name) => _cache.GetOrAdd(name, n => _meter.CreateCounter<int>(n)).Add(1);")]
    [InlineData("void Sold(string name) { if (!_byName.TryGetValue(name, out var c)) { _byName[name] = c = _meter.CreateCounter<int>(name); } c.Add(1); }")]
    [InlineData("void Sold(string name) { var c = _meter.CreateCounter<int>(name); _byName.Add(name, c); c.Add(1); }")]
    [InlineData("void Sold() { var c = _meter.CreateCounter<int>(\"a\"); Keep(c); }")]
    [InlineData("void Sold() { _counter = _meter.CreateCounter<int>(\"a\"); _counter.Add(1); }")]
    [InlineData("void Watch() { _meter.CreateObservableGauge(\"a\", () => 1); }")]
    [InlineData("public Shop(string[] names) { foreach (var name in names) { _meter.CreateObservableGauge(name, () => 1); _byName[name] = _meter.CreateCounter<int>(name); } }")]
    [InlineData("public Task StartAsync(CancellationToken token) { var c = _meter.CreateCounter<int>(\"a\"); c.Add(1); return Task.CompletedTask; }")]
    [InlineData("protected Task ExecuteAsync(CancellationToken token) { var c = _meter.CreateCounter<int>(\"a\"); c.Add(1); return Task.CompletedTask; }")]
    [InlineData("void Initialize() { var c = _meter.CreateCounter<int>(\"a\"); c.Add(1); }")]
    [InlineData("public Shop() { Prepare(); } private void Prepare() { var c = _meter.CreateCounter<int>(\"a\"); c.Add(1); }")]
    [InlineData("static void Map(WebApplication app) { var c = s_meter.CreateCounter<int>(\"a\"); app.MapGet(\"/\", () => c.Add(1)); }")]
    [InlineData("void Wire(List<int> items) { var c = _meter.CreateCounter<int>(\"a\"); items.ForEach(item => c.Add(item)); }")]
    [InlineData("static void Add(IServiceCollection services) { services.AddSingleton(_ => new Meter(\"a\")); services.AddSingleton(p => { var m = new Meter(\"a\"); m.CreateCounter<int>(\"b\").Add(0); return m; }); }")]
    public Task A_creation_that_runs_once_or_is_kept_is_silent(string members) => RuleRun.IsSilent(Id, Source(members));

    [Fact]
    public Task Top_level_statements_are_start_up_and_their_handlers_and_loops_are_not() => RuleRun.ReportsMarked(
        Id,
        """
        using System.Diagnostics.Metrics;
        var app = WebApplication.CreateBuilder(args).Build();
        var meter = new Meter("Shop");
        var starts = meter.CreateCounter<int>("starts");
        starts.Add(1);
        app.MapGet("/", () => [|meter.CreateCounter<int>("a")|].Add(1));
        app.MapGet("/b", async () => { var b = [|meter.CreateCounter<int>("b")|]; await Task.Yield(); b.Add(1); });
        app.Use(async (context, next) => { var c = [|meter.CreateCounter<int>("c")|]; await next(context); c.Add(1); });
        for (var i = 0; i < 3; i++) { [|meter.CreateCounter<int>("d")|].Add(i); }
        app.Run();
        partial class Door(Meter meter) { void Open() => [|meter.CreateCounter<int>("e")|].Add(1); }
        record Desk(Meter Meter) { void Open() => [|Meter.CreateCounter<int>("f")|].Add(1); }
        """);

    [Fact]
    public Task Meters_of_services_made_for_each_scope_are_reported() => RuleRun.ReportsMarked(
        Id,
        """
        using System.Diagnostics;
        using System.Diagnostics.Metrics;
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddScoped<Cart>().AddTransient<IPay, Pay>().AddSingleton<Stock>().AddHttpClient<Rates>();
        builder.Services.AddScoped(_ => [|new Meter("Scoped")|]);
        class Cart { private readonly Meter _meter = [|new("Cart")|]; }
        interface IPay;
        class Pay : IPay { private readonly ActivitySource _source; public Pay() { _source = [|new ActivitySource("Pay")|]; } }
        class Rates(HttpClient client) { private readonly Meter _meter = [|new("Rates")|]; HttpClient Client => client; }
        class Stock { private readonly Meter _meter = new("Stock"); }
        class Other { private static readonly Meter s_meter = new("Other"); }
        class Orders : Microsoft.AspNetCore.Mvc.ControllerBase { private readonly Meter _meter = [|new("Orders")|]; private static readonly Meter s_meter = new("Orders"); }
        """);

    [Theory]
    [InlineData("void M() { [|Metrics.CreateCounter(\"b_total\", \"B.\")|].Inc(); }")]
    [InlineData("void M() { var c = [|Metrics.CreateCounter(\"b_total\", \"B.\")|]; c.Inc(); }")]
    [InlineData("void M() { var c = Other.CreateCounter(\"c\"); c.Inc(); }")]
    [InlineData("static readonly Counter A = Metrics.CreateCounter(\"a_total\", \"A.\");")]
    public Task Without_the_package_the_names_decide(string member) => RuleRun.ReportsMarked(Id, Scenario.Of($"class C {{ {member} }}").Broken().Without("ThirdParty"));

    [Theory]
    [InlineData("void Sold() { var c = _meter.CreateCounter<Missing>(\"a\"); c.Add(1); }")]
    [InlineData("void Sold() { var c = _meter.CreateCounter<int>(")]
    [InlineData("void Sold() { new Missing().CreateCounter<int>(\"a\").Add(1); new Meter(")]
    [InlineData("Counter<int> Sold => _meter.")]
    public Task Broken_code_gives_no_exception(string members) => RuleRun.Analyze(Scenario.Of(Source(members)).Broken().Compile(), Scenario.Of());

    [Fact]
    public Task Generated_code_is_silent() => RuleRun.IsSilent(Id, "// <auto-generated/>\n#nullable enable\n" + Source("void Sold() => _meter.CreateCounter<int>(\"a\").Add(1);"));

    [Theory]
    [InlineData("void Sold() => _meter.CreateCounter<int>(\"a\").Add(1);", "Counter 'a' is created each time 'Shop.Sold' runs.")]
    [InlineData("static Meter Meter => new Meter(\"a\");", "Meter 'a' is created each time the getter of 'Shop.Meter' runs.")]
    public async Task The_message_names_what_is_created_and_where(string members, string message) => Assert.Equal(
        message + " Create it once, in a static readonly field or in the constructor of a singleton: listeners keep every one they have seen.",
        await RuleRun.Message(Id, Source(members)));
}
