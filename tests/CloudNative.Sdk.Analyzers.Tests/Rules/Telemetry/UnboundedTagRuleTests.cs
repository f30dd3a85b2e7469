using CloudNative.Sdk.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Telemetry;

public sealed class UnboundedTagRuleTests
{
    private const string Id = "CNS3005";

    private static string Tagged(string value, string before = "") => $$"""
        using System.Diagnostics;
        using System.Diagnostics.Metrics;
        using System.Net;
        using System.Security.Claims;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Http.Extensions;

        enum Color { Red, Green }
        record Order(Guid Id, string CustomerId, Color Color, string Note, decimal Amount);
        record Shard(int Id);
        class LimitOptions { public double Ratio { get; set; } }

        class C(Meter meter)
        {
            private static readonly HashSet<string> Known = ["a", "b"];
            private readonly Counter<long> _counter = meter.CreateCounter<long>("shop.thing");
            private readonly string _instance = Guid.NewGuid().ToString("N");

            void M(Exception ex, HttpContext context, Order order, Shard shard, Uri uri, Stopwatch watch, ClaimsPrincipal user, TimeSpan span, string name, int userId, Guid key, Color color, HttpResponseMessage response,
                IPAddress address, LimitOptions options, string region, int attempt, bool isNew, string shardId, double amount, string[] lines)
            {
                {{before}}
                _counter.Add(1, new KeyValuePair<string, object?>("thing", {{value}}));
            }

            static string Text(Exception error) => error.Message;
            static string Clean(string text) => text.Trim();
            static string Kind(Exception error) => error switch { TimeoutException => "timeout", _ => "other" };
            static string Reason(Exception error) { if (error is TimeoutException) { return "timeout"; } return error.Message; }
            static string Limited(string text) { if (Known.Contains(text)) { return text; } return "other"; }
            static string Bucket(double value) { if (value < 10) { return "small"; } return "big"; }
        }
        """;

    [Theory]
    [InlineData("[|ex.Message|]")]
    [InlineData("[|ex|]")]
    [InlineData("[|ex.ToString()|]")]
    [InlineData("[|ex.StackTrace|]")]
    [InlineData("[|ex.InnerException?.Message|]")]
    [InlineData("[|ex.InnerException?.Message ?? ex.Message|]")]
    [InlineData("[|ex.GetBaseException().Message.ToLowerInvariant()|]")]
    [InlineData("[|ex.Message[..20]|]")]
    [InlineData("[|ex.Message.Substring(0, 20)|]")]
    [InlineData("[|$\"failed: {ex.Message}\"|]")]
    [InlineData("[|\"failed: \" + ex.Message|]")]
    [InlineData("[|string.Format(\"failed {0}\", ex.Message)|]")]
    [InlineData("[|Guid.NewGuid()|]")]
    [InlineData("[|Guid.NewGuid().ToString(\"N\")|]")]
    [InlineData("[|Guid.CreateVersion7().ToString()[..8]|]")]
    [InlineData("[|DateTime.UtcNow|]")]
    [InlineData("[|DateTimeOffset.Now.ToUnixTimeSeconds()|]")]
    [InlineData("[|Random.Shared.Next()|]")]
    [InlineData("[|Activity.Current?.TraceId.ToString()|]")]
    [InlineData("[|Activity.Current!.Id|]")]
    [InlineData("[|context.Connection.Id|]")]
    [InlineData("[|context.TraceIdentifier|]")]
    [InlineData("[|context.Request.Path|]")]
    [InlineData("[|context.Request.Path.Value|]")]
    [InlineData("[|context.Request.Path.ToString().ToLower()|]")]
    [InlineData("[|(string?)context.Request.Path|]")]
    [InlineData("[|context.Request.QueryString.Value|]")]
    [InlineData("[|context.Request.Query[\"q\"]|]")]
    [InlineData("[|context.Request.Query[\"q\"].ToString()|]")]
    [InlineData("[|context.Request.GetDisplayUrl()|]")]
    [InlineData("[|context.Request.Headers.UserAgent.ToString()|]")]
    [InlineData("[|uri.AbsolutePath|]")]
    [InlineData("[|uri|]")]
    [InlineData("[|response.RequestMessage!.RequestUri!.PathAndQuery|]")]
    [InlineData("[|context.Connection.RemoteIpAddress|]")]
    [InlineData("[|address.ToString()|]")]
    [InlineData("[|user.Identity?.Name|]")]
    [InlineData("[|user.FindFirstValue(ClaimTypes.Email)|]")]
    [InlineData("[|user.FindFirst(\"sub\")!.Value|]")]
    [InlineData("[|watch.ElapsedMilliseconds|]")]
    [InlineData("[|span.TotalSeconds|]")]
    [InlineData("[|span|]")]
    [InlineData("[|amount|]")]
    [InlineData("[|order.Amount|]")]
    [InlineData("[|name.Length|]")]
    [InlineData("[|key|]")]
    [InlineData("[|order.Id|]")]
    [InlineData("[|order.CustomerId|]")]
    [InlineData("[|userId|]")]
    [InlineData("[|$\"user-{userId}\"|]")]
    [InlineData("[|context.Request.RouteValues[\"id\"]|]")]
    [InlineData("[|_instance|]")]
    [InlineData("[|Text(ex)|]")]
    [InlineData("[|Clean(ex.Message)|]")]
    [InlineData("[|Reason(ex)|]")]
    [InlineData("[|isNew ? ex.Message : \"none\"|]")]
    [InlineData("[|ex switch { TimeoutException => \"timeout\", _ => ex.Message }|]")]
    [InlineData("[|reason|]", "var reason = ex.Message;")]
    [InlineData("[|reason|]", "string reason = \"none\"; if (isNew) { reason = ex.Message; }")]
    [InlineData("[|text|]", "var inner = ex.InnerException; var text = inner?.Message;")]
    [InlineData("[|id|]", "Guid.TryParse(name, out var id);")]
    [InlineData("[|string.IsNullOrEmpty(context.Request.Path.Value) ? \"/\" : context.Request.Path.Value|]")]
    public Task A_value_without_bound_is_reported(string value, string before = "") => RuleRun.ReportsMarked(Id, Tagged(value, before));

    [Theory]
    [InlineData("ex.GetType().Name")]
    [InlineData("ex.GetType()")]
    [InlineData("ex.HResult")]
    [InlineData("typeof(C).FullName")]
    [InlineData("\"red\"")]
    [InlineData("nameof(C)")]
    [InlineData("color")]
    [InlineData("color.ToString()")]
    [InlineData("order.Color")]
    [InlineData("order.Note")]
    [InlineData("isNew")]
    [InlineData("response.StatusCode")]
    [InlineData("(int)response.StatusCode")]
    [InlineData("context.Response.StatusCode")]
    [InlineData("context.Request.Method")]
    [InlineData("context.Request.Scheme")]
    [InlineData("(context.GetEndpoint() as Microsoft.AspNetCore.Routing.RouteEndpoint)?.RoutePattern.RawText")]
    [InlineData("region")]
    [InlineData("name")]
    [InlineData("attempt")]
    [InlineData("userId % 16")]
    [InlineData("Guid.Empty")]
    [InlineData("shard.Id")]
    [InlineData("shardId")]
    [InlineData("Environment.ProcessId")]
    [InlineData("Environment.MachineName")]
    [InlineData("DateTime.UtcNow.Hour")]
    [InlineData("DateTime.UtcNow.DayOfWeek")]
    [InlineData("DateTime.UtcNow.ToString(\"HH\")")]
    [InlineData("options.Ratio")]
    [InlineData("amount > 100 ? \"large\" : \"small\"")]
    [InlineData("Known.Contains(name) ? name : \"other\"")]
    [InlineData("Known.Contains(context.Request.Path.Value!) ? context.Request.Path.Value : \"other\"")]
    [InlineData("name switch { \"a\" or \"b\" => name, _ => \"other\" }")]
    [InlineData("context.Request.Path.Value switch { \"/a\" => \"a\", _ => \"other\" }")]
    [InlineData("Kind(ex)")]
    [InlineData("Limited(ex.Message)")]
    [InlineData("Bucket(amount)")]
    [InlineData("uri.Host")]
    [InlineData("uri.Scheme")]
    [InlineData("user.IsInRole(\"admin\")")]
    [InlineData("ex is TimeoutException")]
    [InlineData("reason", "var reason = ex.Message; reason = Kind(new Exception(reason));")]
    [InlineData("lines.Length > 10")]
    public Task A_value_of_a_small_set_or_of_unknown_origin_is_not(string value, string before = "") => RuleRun.IsSilent(Id, Tagged(value, before));

    [Fact]
    public Task Every_way_to_give_tags_is_seen() => RuleRun.ReportsMarked(Id, """
        using System.Diagnostics;
        using System.Diagnostics.Metrics;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Http.Features;

        class C
        {
            private static readonly Meter Meter = new("Shop");
            private readonly Counter<long> _counter = Meter.CreateCounter<long>("shop.a");
            private readonly Histogram<double> _histogram = Meter.CreateHistogram<double>("shop.b");
            private readonly UpDownCounter<int> _active = Meter.CreateUpDownCounter<int>("shop.c");
            private readonly Gauge<int> _gauge = Meter.CreateGauge<int>("shop.d");

            C() => Meter.CreateObservableGauge("shop.e", () => new Measurement<int>(1, new KeyValuePair<string, object?>("at", [|DateTime.Now|])));

            void M(Exception ex, HttpContext context)
            {
                _counter.Add(1, new("a", "x"), new("b", [|ex.Message|]));
                _counter.Add(1, [new("a", [|ex.Message|])]);
                _counter.Add(1, new KeyValuePair<string, object?>[] { new("a", [|ex.Message|]), new("b", 1) });
                _histogram.Record(1, new TagList { { "a", [|ex.Message|] }, new("b", [|Guid.NewGuid()|]) });
                _active.Add(1, KeyValuePair.Create<string, object?>("a", [|ex.Message|]));
                _gauge.Record(1, new("a", 1), new("b", 2), new("c", 3), new("d", [|ex.Message|]));

                TagList tags = new() { { "a", 1 } };
                tags.Add("b", [|ex.Message|]);
                _histogram.Record(1, tags);
                _counter.Add(1, tags);

                var tag = new KeyValuePair<string, object?>("a", [|ex.Message|]);
                _counter.Add(1, tag);
                _counter.Add(1, Tag("a", [|ex.Message|]));
                _counter.Add(1, Tags(ex));
                context.Features.Get<IHttpMetricsTagsFeature>()?.Tags.Add(new KeyValuePair<string, object?>("a", [|ex.Message|]));
            }

            static KeyValuePair<string, object?> Tag(string key, object? value) => new(key, value);
            static TagList Tags(Exception error) => new() { { "a", [|error.Message|] } };
        }
        """);

    [Fact]
    public Task A_value_given_to_a_method_that_records_it_is_reported_where_it_is_given() => RuleRun.ReportsMarked(Id, """
        using System.Diagnostics.Metrics;

        var meter = new Meter("Shop");
        var failed = meter.CreateCounter<long>("shop.failed");
        var app = WebApplication.CreateBuilder(args).Build();
        app.MapGet("/", (ShopMetrics metrics, IShopMetrics contract) =>
        {
            try { return "ok"; }
            catch (Exception ex)
            {
                metrics.Failed([|ex.Message|]);
                metrics.Failed("timeout");
                metrics.FailedTwice(reason: [|ex.Message|]);
                contract.Failed([|ex.Message|]);
                StaticMetrics.Failed([|ex.Message|]);
                metrics.Logged(ex.Message);
                metrics.Limited(ex.Message);
                Fail([|ex.Message|]);
                return "failed";
            }
        });
        app.Run();

        void Fail(string reason) => failed.Add(1, new KeyValuePair<string, object?>("reason", reason));

        interface IShopMetrics { void Failed(string reason); }

        class ShopMetrics(IMeterFactory factory) : IShopMetrics
        {
            private readonly Counter<long> _failed = factory.Create("Shop").CreateCounter<long>("shop.failed");

            public void Failed(string reason) => _failed.Add(1, new KeyValuePair<string, object?>("reason", reason.ToLowerInvariant()));
            public void FailedTwice(int count = 2, string reason = "") { for (var i = 0; i < count; i++) { Record(reason); } }
            public void Logged(string text) => Console.WriteLine(text);
            public void Limited(string text) => _failed.Add(1, new KeyValuePair<string, object?>("reason", text.Length > 10 ? "long" : "short"));
            private void Record(string reason) => _failed.Add(1, new KeyValuePair<string, object?>("reason", reason));
        }

        static class StaticMetrics
        {
            private static readonly Counter<long> s_failed = new Meter("Shop").CreateCounter<long>("shop.failed");
            public static void Failed(string? reason) => s_failed.Add(1, new KeyValuePair<string, object?>("reason", reason ?? "none"));
        }
        """);

    [Fact]
    public Task Labels_of_prometheus_net_are_tags() => RuleRun.ReportsMarked(Id, """
        using Prometheus;

        class C
        {
            private static readonly Counter Failed = Metrics.CreateCounter("shop_failed_total", "Failures.", "reason", "kind");
            void M(Exception ex) { Failed.WithLabels([|ex.Message|], "x").Inc(); Failed.WithLabels(ex.GetType().Name, "x").Inc(); }
        }
        """);

    [Fact]
    public Task Labels_are_tags_where_the_package_is_absent_too() => RuleRun.ReportsMarked(Id, Scenario.Of("""
        using Prometheus;

        class C
        {
            private static readonly Counter Failed = Metrics.CreateCounter("shop_failed_total", "Failures.", "reason", "kind");
            void M(Exception ex) => Failed.WithLabels([|ex.Message|], $"{ex.GetType().Name}").Inc();
            void N() { try { } catch (RpcException ex) { Failed.WithLabels([|ex.Message|], ex.StatusCode.ToString()).Inc(); } }
        }
        """).Without("ThirdParty").Broken());

    [Fact]
    public Task Tags_of_spans_and_attributes_of_resources_are_not_metric_tags() => RuleRun.IsSilent(Id, """
        using System.Diagnostics;

        class C
        {
            private static readonly ActivitySource Source = new("Shop");

            void M(Exception ex)
            {
                var tags = new TagList { { "a", 1 } };
                tags.Add("message", ex.Message);
                using var activity = Source.StartActivity("x", ActivityKind.Internal, default(ActivityContext), tags);
                activity?.SetTag("message", ex.Message);
                activity?.AddEvent(new ActivityEvent("failed", tags: new ActivityTagsCollection { { "message", ex.Message } }));
                var map = new Dictionary<string, object?> { ["message"] = ex.Message };
                map.Add("other", ex.Message);
                var pairs = new List<KeyValuePair<string, object?>>();
                pairs.Add(new("message", ex.Message));
            }
        }
        """);

    [Fact]
    public async Task Identifiers_are_a_suggestion_and_the_rest_warnings()
    {
        var scenario = Scenario.Of(Tagged("order.Id"));
        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(await RuleRun.Analyze(scenario.Compile(), scenario), report => report.Id == Id).Severity);
        scenario = Scenario.Of(Tagged("ex.Message"));
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(await RuleRun.Analyze(scenario.Compile(), scenario), report => report.Id == Id).Severity);
    }

    [Fact]
    public async Task The_message_names_the_tag_and_the_value() => Assert.Equal(
        "Tag 'thing' takes 'ex.Message', an exception text, and every new value is a new time series. Use a value of a small fixed set, and give this one to a log or a span.",
        await RuleRun.Message(Id, Tagged("ex.Message")));

    [Theory]
    [InlineData("cns_3005_allow", "thing", "userId")]
    [InlineData("cns_3005_bounded_types", "Guid", "key")]
    [InlineData("cns_3005_bounded_types", "Other, System.Guid", "key")]
    public Task A_project_can_allow_keys_and_types(string option, string setting, string value) => RuleRun.IsSilent(Id, Scenario.Of(Tagged(value)).Option(option, setting));

    [Fact]
    public Task Shards_and_partitions_are_allowed_by_default() => RuleRun.IsSilent(Id, Tagged("userId").Replace("\"thing\"", "\"messaging.partition.id\"", StringComparison.Ordinal));

    [Fact]
    public Task Tests_are_not_judged() => RuleRun.IsSilent(Id, Scenario.Of(Tagged("ex.Message")).Option("build_property.IsTestProject", "true"));

    [Theory]
    [InlineData("class C { void M() { _counter.Add(1, new(\"a\", ex.Message)); } }")]
    [InlineData("using System.Diagnostics.Metrics; class C { Counter<int> c = null!; void M(Exception ex) { c.Add(1, new KeyValuePair<string, object?>(\"a\", ex.)); c.Add(1, new(, ex.Mess)); c.Add( } }")]
    [InlineData("using System.Diagnostics.Metrics; class C { Counter<int> c = null!; string A => B; string B => A; void M() { var x = y; var y = x; c.Add(1, new KeyValuePair<string, object?>(\"a\", A)); c.Add(1, new KeyValuePair<string, object?>(\"a\", x)); c.Add(1, T()); } TagList T() => T(); }")]
    public Task Unfinished_code_is_not_judged(string source) => RuleRun.IsSilent(Id, Scenario.Of(source).Broken());

    [Theory]
    [InlineData("socket.LocalEndPoint!.ToString()", "")]
    [InlineData("ip.Address.ToString()", "EndPoint? end = socket.LocalEndPoint; if (end is not IPEndPoint ip) { return; }")]
    [InlineData("context.Connection.LocalIpAddress", "")]
    [InlineData("paths.Errors.Value", "")]
    public Task Where_the_program_listens_and_what_it_is_configured_with_are_few(string value, string before) => RuleRun.IsSilent(
        Id, Tagged(value, "var (socket, paths) = Known();" + before).Replace("static string Clean", "static (System.Net.Sockets.Socket, PathOptions) Known() => default; static string Clean", StringComparison.Ordinal).Replace("private static readonly HashSet<string> Known", "private static readonly HashSet<string> Names", StringComparison.Ordinal).Replace("Known.Contains", "Names.Contains", StringComparison.Ordinal),
        "class PathOptions { public Microsoft.AspNetCore.Http.PathString Errors { get; set; } }");
}
