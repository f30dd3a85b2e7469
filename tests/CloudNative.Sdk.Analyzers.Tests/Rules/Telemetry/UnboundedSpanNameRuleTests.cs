using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Telemetry;

public sealed class UnboundedSpanNameRuleTests
{
    private const string Id = "CNS3013";

    private static string Span(string statement) => $$"""
        using System.Diagnostics;
        using System.Runtime.CompilerServices;
        using Microsoft.AspNetCore.Http;

        record Order(Guid Id, string Kind);
        enum Step { Pick, Pack }

        class C
        {
            private static readonly ActivitySource Source = new("Shop");

            void M(Order order, HttpContext context, Exception ex, string name, int userId, Step step, Activity activity, object message, [CallerMemberName] string caller = "")
            {
                {{statement}}
            }
        }
        """;

    [Theory]
    [InlineData("using var a = Source.StartActivity([|$\"order {order.Id}\"|]);")]
    [InlineData("using var a = Source.StartActivity([|\"order \" + order.Id|], ActivityKind.Client);")]
    [InlineData("using var a = Source.StartActivity([|$\"GET {context.Request.Path}\"|]);")]
    [InlineData("using var a = Source.StartActivity([|context.Request.Path.Value|]!);")]
    [InlineData("using var a = Source.CreateActivity([|$\"user {userId}\"|], ActivityKind.Internal);")]
    [InlineData("using var a = Source.StartActivity(kind: ActivityKind.Internal, name: [|string.Format(\"user {0}\", userId)|]);")]
    [InlineData("activity.DisplayName = [|$\"failed {ex.Message}\"|];")]
    [InlineData("activity.SetTag([|$\"item.{order.Id}\"|], 1);")]
    [InlineData("activity?.AddTag([|ex.Message|], true);")]
    [InlineData("var title = $\"order {order.Id}\"; using var a = Source.StartActivity([|title|]);")]
    public Task Names_and_keys_made_of_data_are_reported(string statement) => RuleRun.ReportsMarked(Id, Span(statement));

    [Theory]
    [InlineData("using var a = Source.StartActivity(\"order process\");")]
    [InlineData("using var a = Source.StartActivity();")]
    [InlineData("using var a = Source.StartActivity(name);")]
    [InlineData("using var a = Source.StartActivity(caller);")]
    [InlineData("using var a = Source.StartActivity($\"{caller} run\");")]
    [InlineData("using var a = Source.StartActivity($\"handle {message.GetType().Name}\");")]
    [InlineData("using var a = Source.StartActivity($\"process {typeof(Order).Name}\");")]
    [InlineData("using var a = Source.StartActivity($\"step {step}\");")]
    [InlineData("using var a = Source.StartActivity($\"order {order.Kind}\");")]
    [InlineData("using var a = Source.StartActivity($\"{context.Request.Method} {(context.GetEndpoint() as Microsoft.AspNetCore.Routing.RouteEndpoint)?.RoutePattern.RawText}\");")]
    [InlineData("using var a = Source.StartActivity(step == Step.Pick ? \"pick\" : \"pack\");")]
    [InlineData("activity.SetTag(\"order.id\", order.Id);")]
    [InlineData("activity.SetTag($\"step.{step}\", order.Id);")]
    [InlineData("activity.DisplayName = \"order\";")]
    [InlineData("activity.SetTag(\"message\", ex.Message); var other = new Dictionary<string, object>(); other.Add(ex.Message, 1);")]
    public Task Names_of_a_small_set_or_of_unknown_origin_are_not(string statement) => RuleRun.IsSilent(Id, Span(statement));

    [Fact]
    public Task What_a_request_fills_has_no_bound() => RuleRun.ReportsMarked(Id, """
        using System.Diagnostics;
        using Microsoft.AspNetCore.Mvc;

        var source = new ActivitySource("Shop");
        var app = WebApplication.CreateBuilder(args).Build();
        app.MapGet("/find/{text}", (string text) => { using var a = source.StartActivity([|$"find {text}"|]); });
        app.Run();

        public class FindController : ControllerBase
        {
            private static readonly ActivitySource Source = new("Shop");
            public void Find(string text) { using var a = Source.StartActivity([|"find " + text|]); }
            private void Other(string text) { using var a = Source.StartActivity("find " + text); }
        }
        """);

    [Fact]
    public async Task The_message_says_what_the_name_holds() => Assert.Equal(
        "The span name '$\"order {order.Id}\"' holds an identifier, so hardly two spans share a name. Name the kind of work, and give the value as a tag.",
        await RuleRun.Message(Id, Span("using var a = Source.StartActivity($\"order {order.Id}\");")));

    [Theory]
    [InlineData("using System.Diagnostics; class C { ActivitySource s; void M() { s.StartActivity($\"a {}\"); s.StartActivity($\"a {missing.Id}\"); s.StartActivity( } }")]
    [InlineData("class C { void M() { source.StartActivity($\"a {order.Id}\"); activity.DisplayName = ; } }")]
    public Task Unfinished_code_is_not_judged(string source) => RuleRun.IsSilent(Id, Scenario.Of(source).Broken());
}
