using CloudNative.Sdk.Analyzers.CodeFixes.Telemetry;
using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Telemetry;

public sealed class UnboundedSpanNameFixTests
{
    private static string Source(string statements) => $$"""
        using System.Diagnostics;

        record Order(Guid Id);

        class C
        {
            private static readonly ActivitySource Source = new("Shop");

            void M(Order order, int userId, Activity activity)
            {
                // Keep this.
                {{statements}} // And this.
            }
        }
        """;

    [Theory]
    [InlineData("using var a = Source.StartActivity($\"order {order.Id}\");", "using var a = Source.StartActivity(\"order\");\n        a?.SetTag(\"order.id\", order.Id);")]
    [InlineData("var a = Source.StartActivity($\"order-{order.Id} of {userId}\", ActivityKind.Client);", "var a = Source.StartActivity(\"order of\", ActivityKind.Client);\n        a?.SetTag(\"order.id\", order.Id);\n        a?.SetTag(\"user.id\", userId);")]
    [InlineData("using var a = Source.StartActivity($\"a {userId}\");\n        using var b = Source.StartActivity($\"b {userId}\");", "using var a = Source.StartActivity(\"a\");\n        a?.SetTag(\"user.id\", userId);\n        using var b = Source.StartActivity(\"b\");\n        b?.SetTag(\"user.id\", userId);")]
    public Task The_value_becomes_a_tag(string bad, string good) => FixRun.Gives(new UnboundedSpanNameFix(), Source(bad), Source(good));

    [Theory]
    [InlineData("using var a = Source.StartActivity($\"{order.Id}\");")]
    [InlineData("using var a = Source.StartActivity(\"order \" + order.Id);")]
    [InlineData("Source.StartActivity($\"order {order.Id}\")?.Dispose();")]
    [InlineData("activity.DisplayName = $\"order {order.Id}\";")]
    public Task Nothing_is_offered_where_no_name_or_no_variable_is_left(string statement) => FixRun.OffersNothing(new UnboundedSpanNameFix(), Source(statement));
}
