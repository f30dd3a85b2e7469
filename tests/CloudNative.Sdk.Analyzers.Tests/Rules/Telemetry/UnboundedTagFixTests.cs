using CloudNative.Sdk.Analyzers.CodeFixes.Telemetry;
using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Telemetry;

public sealed class UnboundedTagFixTests
{
    private static string Source(string value) => $$"""
        using System.Diagnostics.Metrics;
        using Microsoft.AspNetCore.Http;

        class C(Meter meter)
        {
            private readonly Counter<long> _counter = meter.CreateCounter<long>("shop.thing");

            void M(Exception ex, HttpContext context, HttpRequest request, Guid key, int userId)
            {
                // Keep this.
                _counter.Add(1, new KeyValuePair<string, object?>("thing", {{value}})); // And this.
            }
        }
        """;

    [Theory]
    [InlineData("ex.Message", "ex.GetType().Name")]
    [InlineData(" /* a */ ex.Message /* b */", " /* a */ ex.GetType().Name /* b */")]
    [InlineData("ex", "ex.GetType().Name")]
    [InlineData("ex.ToString()", "ex.GetType().Name")]
    [InlineData("ex.InnerException?.Message", "ex.InnerException?.GetType().Name")]
    [InlineData("context.Request.Path", "(context.GetEndpoint() as Microsoft.AspNetCore.Routing.RouteEndpoint)?.RoutePattern.RawText")]
    [InlineData("context.Request.Path.Value", "(context.GetEndpoint() as Microsoft.AspNetCore.Routing.RouteEndpoint)?.RoutePattern.RawText")]
    [InlineData("request.Path.ToString()", "(request.HttpContext.GetEndpoint() as Microsoft.AspNetCore.Routing.RouteEndpoint)?.RoutePattern.RawText")]
    [InlineData("ex.Message)); _counter.Add(2, new KeyValuePair<string, object?>(\"other\", ex.Message", "ex.GetType().Name)); _counter.Add(2, new KeyValuePair<string, object?>(\"other\", ex.GetType().Name")]
    public Task The_value_is_replaced_by_a_bounded_one(string bad, string good) => FixRun.Gives(new UnboundedTagFix(), Source(bad), Source(good));

    [Theory]
    [InlineData("key")]
    [InlineData("userId")]
    [InlineData("$\"{ex.Message}\"")]
    [InlineData("context.TraceIdentifier")]
    public Task Nothing_is_offered_where_no_bounded_value_is_known(string value) => FixRun.OffersNothing(new UnboundedTagFix(), Source(value));
}
