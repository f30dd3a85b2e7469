using CloudNative.Sdk.Analyzers.Tests.Harness;

namespace CloudNative.Sdk.Analyzers.Tests.Generation;

public sealed class TelemetryFactTests
{
    [Theory]
    [InlineData("new Meter(\"Shop\")", "Shop")]
    [InlineData("new Meter(new MeterOptions(\"Shop\"))", "Shop")]
    [InlineData("new(Prefix + \".Orders\", \"1.0\")", "Shop.Orders")]
    [InlineData("new($\"{Prefix}.Orders\")", "Shop.Orders")]
    [InlineData("new(nameof(C))", "C")]
    [InlineData("new(typeof(C).FullName!)", "Shop.Api.C")]
    [InlineData("new(typeof(C).Namespace!)", "Shop.Api")]
    [InlineData("new(typeof(C).Assembly.GetName().Name!)", "Shop.Host")]
    [InlineData("new(Outer.Name)", "from.elsewhere")]
    public void The_name_of_a_meter_is_folded(string creation, string name)
    {
        var run = FactRun.Of(Scenario.Of(
            $$"""
            using System.Diagnostics.Metrics;
            namespace Shop.Api;
            class C
            {
                private static readonly string Prefix = "Shop";
                private readonly Meter _meter = {{creation}};
            }
            """,
            "static class Outer { public static readonly string Name = \"from.\" + Rest; const string Rest = \"elsewhere\"; }").Named("Shop.Host"));

        Assert.Equal($"meter name={name} at=Program.cs(6,37)", Assert.Single(run.Facts));
    }

    [Fact]
    public void A_name_that_is_not_constant_is_left_out()
    {
        var run = FactRun.Of("using System.Diagnostics; using System.Diagnostics.Metrics; class C(string name) { Meter A = new(name); ActivitySource B = new(Environment.MachineName); }");

        Assert.Null(run.Source);
    }

    [Theory]
    [InlineData("Meter? _meter = new(\"Shop\");")]
    [InlineData("static Meter M { get; } = new(\"Shop\");")]
    [InlineData("static Meter M => new(\"Shop\");")]
    [InlineData("static Meter M() => new(\"Shop\");")]
    [InlineData("static Meter M() { return new(\"Shop\"); }")]
    [InlineData("static Meter M() { Meter Make() => new(\"Shop\"); return Make(); }")]
    [InlineData("Meter _meter; C() { _meter = new(\"Shop\"); }")]
    [InlineData("static void Use(Meter meter) { } static void M() => Use(new(\"Shop\"));")]
    [InlineData("static Meter M(IMeterFactory f) => f.Create(\"Shop\");")]
    [InlineData("static Meter M(IMeterFactory made) => MeterFactoryExtensions.Create(made, \"Shop\");")]
    [InlineData("static Meter M(IServiceProvider services) => services.GetRequiredService<IMeterFactory>().Create(\"Shop\");")]
    [InlineData("IMeterFactory? _metrics; Meter? M() => _metrics?.Create(\"Shop\");")]
    public void A_meter_is_found_wherever_it_is_created(string member)
    {
        var run = FactRun.Of($"using Microsoft.Extensions.DependencyInjection; using System.Diagnostics.Metrics; class C {{ {member} }}");

        Assert.StartsWith("meter name=Shop ", Assert.Single(run.Facts), StringComparison.Ordinal);
    }

    [Fact]
    public void A_meter_of_a_factory_and_an_activity_source_are_found()
    {
        var run = FactRun.Of(
            """
            using System.Diagnostics;
            using System.Diagnostics.Metrics;
            class C(IMeterFactory factory)
            {
                private readonly Meter _a = factory.Create("A");
                private readonly Meter _b = factory.Create(new MeterOptions("B") { Version = "1" });
                private static readonly ActivitySource Source = new("Shop.Tracing", "1.0");
            }
            """);

        Assert.Equal(["meter name=A at=Program.cs(5,41)", "meter name=B at=Program.cs(6,41)", "source name=Shop.Tracing at=Program.cs(7,53)"], run.Facts);
    }

    [Fact]
    public void An_instrument_states_its_meter_unit_description_type_and_the_tags_of_every_recording()
    {
        var run = FactRun.Of(
            """
            using System.Diagnostics;
            using System.Diagnostics.Metrics;
            public class OrderMetrics
            {
                private readonly Counter<long> _created;
                private readonly Meter _meter;
                public Histogram<double> Duration { get; }

                public OrderMetrics(IMeterFactory factory)
                {
                    _meter = factory.Create("Shop.Orders");
                    _created = _meter.CreateCounter<long>("shop.orders.created", "{order}", "Orders & baskets");
                    Duration = _meter.CreateHistogram<double>("shop.orders.duration", unit: "s");
                    _meter.CreateObservableGauge("shop.orders.open", () => new Measurement<int>(1, new KeyValuePair<string, object?>("region", "eu")));
                }

                public void Created(string kind) => _created.Add(1, new KeyValuePair<string, object?>("order.kind", kind), new("order.source", "web"));
            }

            class Caller(OrderMetrics metrics)
            {
                void Finish()
                {
                    var tags = new TagList { { "outcome", "ok" } };
                    tags.Add("payment", "card");
                    metrics.Duration.Record(1, tags);
                    metrics.Duration.Record(2, KeyValuePair.Create<string, object?>("outcome", "failed"));
                }
            }
            """);

        Assert.Equal(
            [
                "instrument meter=Shop.Orders name=shop.orders.created kind=Counter type=long unit={order} description=Orders & baskets tag=order.kind tag=order.source at=Program.cs(12,27)",
                "instrument meter=Shop.Orders name=shop.orders.duration kind=Histogram type=double unit=s tag=outcome tag=payment at=Program.cs(13,27)",
                "instrument meter=Shop.Orders name=shop.orders.open kind=ObservableGauge type=int tag=region at=Program.cs(14,16)",
                "meter name=Shop.Orders at=Program.cs(11,26)",
            ],
            run.Facts);
    }

    [Fact]
    public void A_meter_that_code_may_exchange_is_not_stated_for_its_instruments()
    {
        var run = FactRun.Of(
            """
            using System.Diagnostics.Metrics;
            class C
            {
                private Meter _meter = new("A");
                void Exchange() => _meter = new Meter("B");
                void Make() => _meter.CreateCounter<int>("c");
            }
            """);

        Assert.Contains("instrument name=c kind=Counter type=int at=Program.cs(6,27)", run.Facts);
    }
}
