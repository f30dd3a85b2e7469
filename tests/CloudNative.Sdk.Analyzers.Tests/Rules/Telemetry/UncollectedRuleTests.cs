using CloudNative.Sdk.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Tests.Rules.Telemetry;

public sealed class UncollectedRuleTests
{
    private const string Id = "CNS3011";

    private static string Program(string setup, string types) => $$"""
        using System.Diagnostics;
        using System.Diagnostics.Metrics;
        using OpenTelemetry;
        using OpenTelemetry.Metrics;
        using OpenTelemetry.Trace;

        var builder = WebApplication.CreateBuilder(args);
        {{setup}}
        builder.Build().Run();

        static class Names
        {
            public const string Meter = "Shop.Checkout";
            public static readonly string[] All = ["Shop.Checkout", "Stock.Basket"];
        }

        static class Setup
        {
            public static void Metrics(MeterProviderBuilder metrics) => metrics.AddMeter("Own.Meters");
        }

        static class OwnExtensions
        {
            public static MeterProviderBuilder AddShopMeters(this MeterProviderBuilder metrics) => metrics.AddMeter("Own.Meters");
            public static IServiceCollection AddShopTelemetry(this IServiceCollection services) => services;
        }

        {{types}}
        """;

    private const string Checkout = "class Checkout { static readonly Meter M = new(\"Shop.Checkout\"); }";
    private const string MarkedCheckout = "class Checkout { static readonly Meter M = [|new(\"Shop.Checkout\")|]; }";
    private const string Source = "class Checkout { static readonly ActivitySource S = new(\"Shop.Checkout\"); }";
    private const string MarkedSource = "class Checkout { static readonly ActivitySource S = [|new(\"Shop.Checkout\")|]; }";

    [Theory]
    [InlineData("builder.Services.AddOpenTelemetry().WithMetrics(m => m.AddMeter(\"Microsoft.AspNetCore.Hosting\"));", MarkedCheckout)]
    [InlineData("builder.Services.AddOpenTelemetry().WithMetrics(m => m.AddAspNetCoreInstrumentation().AddOtlpExporter());", MarkedCheckout)]
    [InlineData("builder.Services.AddOpenTelemetry().WithMetrics();", MarkedCheckout)]
    [InlineData("builder.Services.AddOpenTelemetry().WithMetrics(m => { m.AddMeter(\"Shop\"); m.AddMeter(\"Stock.Check\", \"Stock.*\"); });", MarkedCheckout)]
    [InlineData("builder.Services.AddOpenTelemetry().WithMetrics(Setup.Metrics);", MarkedCheckout)]
    [InlineData("builder.Services.AddOpenTelemetry().WithMetrics(m => m.AddShopMeters()); builder.Services.AddShopTelemetry();", MarkedCheckout)]
    [InlineData("builder.Services.ConfigureOpenTelemetryMeterProvider(m => m.AddMeter(\"Stock.Basket?\"));", MarkedCheckout)]
    [InlineData("builder.Services.AddOpenTelemetry().WithMetrics().WithTracing(t => t.AddSource(\"Shop.Checkout\"));", MarkedCheckout)]
    [InlineData("builder.Services.AddOpenTelemetry().WithMetrics();", "class Checkout(IMeterFactory factory) { readonly Meter M = [|factory.Create(Names.Meter)|]; }")]
    [InlineData("builder.Services.AddOpenTelemetry().WithMetrics();", "class Checkout(IMeterFactory factory) { readonly Meter M = [|factory.Create(new MeterOptions(\"Shop.Checkout\"))|]; }")]
    [InlineData("builder.Services.AddOpenTelemetry().WithMetrics();", "class Checkout { static readonly Meter M = [|new(typeof(Checkout).FullName!, \"1.0\")|]; }")]
    [InlineData("builder.Services.AddOpenTelemetry().WithTracing(t => t.AddAspNetCoreInstrumentation());", MarkedSource)]
    [InlineData("builder.Services.AddOpenTelemetry().WithTracing(t => t.AddSource(\"Stock.Basket\"));", MarkedSource)]
    [InlineData("builder.Services.AddOpenTelemetry().WithMetrics(m => m.AddMeter(builder.Environment.ApplicationName)).WithTracing();", MarkedSource + " class Other { static readonly Meter M = new(\"Shop.Checkout\"); }")]
    public Task A_name_that_nothing_registers_is_reported(string setup, string types) => RuleRun.ReportsMarked(Id, Program(setup, types));

    [Theory]
    [InlineData("builder.Services.AddOpenTelemetry().WithMetrics(m => m.AddMeter(\"Shop.Checkout\"));", Checkout)]
    [InlineData("builder.Services.AddOpenTelemetry().WithMetrics(m => m.AddMeter(\"shop.checkout\"));", Checkout)]
    [InlineData("builder.Services.AddOpenTelemetry().WithMetrics(m => m.AddMeter(\"Shop.*\"));", Checkout)]
    [InlineData("builder.Services.AddOpenTelemetry().WithMetrics(m => m.AddMeter(\"*\"));", Checkout)]
    [InlineData("builder.Services.AddOpenTelemetry().WithMetrics(m => m.AddMeter(\"Shop.C?eckout\"));", Checkout)]
    [InlineData("builder.Services.AddOpenTelemetry().WithMetrics(m => m.AddMeter(Names.Meter));", Checkout)]
    [InlineData("builder.Services.AddOpenTelemetry().WithMetrics(m => m.AddMeter(Names.All));", Checkout)]
    [InlineData("builder.Services.AddOpenTelemetry().WithMetrics(m => m.AddMeter(typeof(Checkout).Namespace + \"Shop.Checkout\"));", Checkout)]
    [InlineData("builder.Services.AddOpenTelemetry().WithMetrics(m => m.AddMeter(Checkout.M.Name));", "class Checkout { public static readonly Meter M = new(\"Shop.Checkout\"); }")]
    [InlineData("builder.Services.AddOpenTelemetry().WithMetrics(); builder.Services.ConfigureOpenTelemetryMeterProvider(m => m.AddMeter(\"Shop.Checkout\"));", Checkout)]
    [InlineData("builder.Services.AddOpenTelemetry().WithMetrics(m => m.AddMeter(builder.Configuration[\"Meter\"]!));", Checkout)]
    [InlineData("builder.Services.AddOpenTelemetry().WithMetrics(m => m.AddMeter(builder.Environment.ApplicationName));", Checkout)]
    [InlineData("builder.Services.AddOpenTelemetry().WithMetrics(m => { foreach (var name in Names.All) { m.AddMeter(name); } });", Checkout)]
    [InlineData("Action<MeterProviderBuilder> configure = m => { }; builder.Services.AddOpenTelemetry().WithMetrics(configure);", Checkout)]
    [InlineData("builder.Services.AddOpenTelemetry().WithTracing(t => t.AddSource(\"Shop.Checkout\"));", Source)]
    [InlineData("builder.Services.AddOpenTelemetry().WithTracing(t => t.AddSource(\"Shop.Other\"));", Checkout)]
    [InlineData("builder.AddCloudNative(); builder.Services.AddOpenTelemetry().WithMetrics(m => m.AddOtlpExporter());", Checkout)]
    [InlineData("builder.AddCloudNativeTelemetry(); builder.Services.AddOpenTelemetry().WithMetrics();", Checkout)]
    [InlineData("builder.Services.AddOpenTelemetry().WithMetrics(); new MeterListener().Start();", Checkout)]
    [InlineData("builder.Services.AddOpenTelemetry().WithTracing(); ActivitySource.AddActivityListener(new ActivityListener());", Source)]
    [InlineData("", Checkout)]
    [InlineData("builder.Services.AddOpenTelemetry();", Checkout)]
    [InlineData("builder.Services.AddOpenTelemetry().WithMetrics();", "class Checkout(string name) { readonly Meter M = new(name); }")]
    public Task Registered_and_unknown_names_are_not(string setup, string types) => RuleRun.IsSilent(Id, Program(setup, types));

    [Theory]
    [InlineData("builder.Services.AddOpenTelemetry().WithMetrics(m => m.AddMeter(\"Stock.Basket\").AddRuntimeInstrumentation());", MarkedCheckout)]
    [InlineData("builder.Services.AddOpenTelemetry().ConfigureResource(r => r.AddService(\"shop\")).WithTracing(t => t.AddSource(\"Stock.\" + Names.Meter)).WithMetrics(m => m.AddMeter(Names.Meter));", Checkout + "class Other { static readonly ActivitySource S = [|new(\"Shop.Checkout\")|]; }")]
    [InlineData("builder.AddServiceDefaults(); builder.Services.AddOpenTelemetry().WithMetrics(m => m.AddMeter(\"Stock.Basket\"));", Checkout)]
    [InlineData("builder.Services.AddOpenTelemetry().UseAzureMonitor().WithMetrics(m => m.AddMeter(\"Stock.Basket\"));", Checkout)]
    [InlineData("builder.Services.AddOpenTelemetry().WithMetrics(m => m.AddShopSharedMetrics());", Checkout)]
    public Task The_packages_may_be_absent(string setup, string types) =>
        RuleRun.ReportsMarked(Id, Scenario.Of(Program(setup, types).Replace("MeterProviderBuilder metrics", "object metrics", StringComparison.Ordinal)).Without("ThirdParty").Broken());

    [Fact]
    public async Task A_registration_of_an_own_name_that_nothing_creates_is_a_suggestion()
    {
        var scenario = Scenario.Of(Program("builder.Services.AddOpenTelemetry().WithMetrics(m => m.AddMeter(\"Shop.Chekout\", \"Shop.Checkout\", \"Npgsql\", \"System.Net.Http\"));", Checkout)).Named("Store");
        var report = Assert.Single(await RuleRun.Analyze(scenario.Compile(), scenario), report => report.Id == Id);

        Assert.Equal(DiagnosticSeverity.Info, report.Severity);
        Assert.Equal(
            "'Shop.Chekout' is registered for collection, but no Meter of that name is created. Correct the name, or remove the registration.",
            report.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_meter_of_a_referenced_project_counts()
    {
        var library = FactRun.Of(Scenario.Of("using System.Diagnostics.Metrics; public static class T { public static readonly Meter Meter = new(\"Shop.Shared\"); }").Named("Stock")).ToReference();
        var scenario = Scenario.Of("using OpenTelemetry; var builder = WebApplication.CreateBuilder(args); builder.Services.AddOpenTelemetry().WithMetrics(m => [|m.AddMeter(\"Stock.Basket\")|]);");

        await RuleRun.ReportsMarked(Id, scenario.Reference(library));
        await RuleRun.IsSilent(Id, Scenario.Of(Program("builder.Services.AddOpenTelemetry().WithMetrics(m => m.AddMeter(\"Shop.*\"));", Checkout)).Reference(library));
    }

    [Fact]
    public Task Libraries_leave_it_to_the_application() => RuleRun.IsSilent(
        Id, Scenario.Of("using System.Diagnostics.Metrics; using OpenTelemetry; class C { Meter m = new(\"Shop\"); void M(IServiceCollection s) => s.AddOpenTelemetry().WithMetrics(); }").As(OutputKind.DynamicallyLinkedLibrary));

    [Fact]
    public async Task The_message_names_the_meter() => Assert.Equal(
        "Meter 'Shop.Checkout' is never collected: nothing that is registered matches it. Add '.AddMeter(\"Shop.Checkout\")' where OpenTelemetry is configured.",
        await RuleRun.Message(Id, Program("builder.Services.AddOpenTelemetry().WithMetrics();", Checkout)));
}
