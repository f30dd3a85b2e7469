using CloudNative.Sdk.Facts;
using CloudNative.Sdk.Integration.Tests.Components;
using CloudNative.Sdk.Manifests.Tests.Validation;
using CloudNative.Sdk.TestSupport.Components;
using CloudNative.Sdk.TestSupport.Processes;

namespace CloudNative.Sdk.Manifests.Tests.Targets;

public sealed class PrometheusTests
{
    private const string Slos = """
        name: checkout
        slos:
          availability: {objective: 99.9, window: 30d}
          latency: {objective: 99, threshold: 300ms, window: 7d}
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("name: checkout")]
    [InlineData(Slos)]
    [InlineData("name: a-b-c\nslos: {latency: {objective: 50, threshold: 1s}}")]
    [InlineData("name: checkout\nslos: {availability: {objective: 99.999, window: 1h}}")]
    public async Task Promtool_accepts_the_rules_and_their_tests_pass(string service)
    {
        var prometheus = await RealComponent.ObtainAsync(DebianComponent.Prometheus, Cancellation);
        using var scratch = new ScratchFolder();
        var paths = new List<string>();
        foreach (var file in Files(TestInput.Web().WithService(service)))
        {
            paths.Add(await scratch.WriteAsync(Path.GetFileName(file.Key), file.Value, Cancellation));
        }

        Assert.Equal(2, paths.Count);
        await RunAsync(prometheus, ["check", "rules", "--lint=all", "--lint-fatal", paths.Single(path => path.EndsWith(".rules.yaml", StringComparison.Ordinal))]);
        await RunAsync(prometheus, ["test", "rules", paths.Single(path => path.EndsWith(".rules.test.yaml", StringComparison.Ordinal))]);
    }

    [Fact]
    public void Each_alert_has_a_test_that_fires_and_one_that_is_silent()
    {
        var files = Files(TestInput.Web().WithService(Slos));

        var rules = Yaml11.Parse(files["prometheus/checkout.rules.yaml"])!["groups"]![0]!["rules"]!.AsArray();
        var alerts = rules.Where(rule => rule!["alert"] is not null).Select(rule => rule!["alert"]!.GetValue<string>()).ToList();
        var tests = Yaml11.Parse(files["prometheus/checkout.rules.test.yaml"])!["tests"]!.AsArray()
            .Select(test => test!["alert_rule_test"]![0]!)
            .Select(test => (Name: test["alertname"]!.GetValue<string>(), Fires: test["exp_alerts"]!.AsArray().Count > 0));

        Assert.Equal(
            ["CheckoutAbsent", "CheckoutAvailabilityBudgetBurn1h", "CheckoutAvailabilityBudgetBurn6h", "CheckoutAvailabilityBudgetBurn1d", "CheckoutAvailabilityBudgetBurn3d",
                "CheckoutLatencyBudgetBurn1h", "CheckoutLatencyBudgetBurn6h", "CheckoutLatencyBudgetBurn1d", "CheckoutLatencyBudgetBurn3d"],
            alerts);
        Assert.Equal(alerts.SelectMany(alert => new[] { (alert, true), (alert, false) }), tests);
    }

    [Fact]
    public void The_limits_are_those_of_the_workbook()
    {
        var rules = Files(TestInput.Web().WithService(Slos))["prometheus/checkout.rules.yaml"];

        // 14.4, 6, 3 and 1 times the budget of 0.1 %.
        Assert.All(((string[])["0.0144", "0.006", "0.003", "0.001"]), limit => Assert.Contains($"> {limit} and ", rules, StringComparison.Ordinal));
    }

    [Fact]
    public void A_promised_latency_becomes_a_bound_of_the_histogram()
    {
        Assert.Equal(
            "0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.3, 0.5, 0.75, 1, 2.5, 5, 7.5, 10",
            TestInput.Web().WithService(Slos).Render().Data["CloudNative__Telemetry__HistogramBuckets__http.server.request.duration"]);
        Assert.DoesNotContain("CloudNative__Telemetry__HistogramBuckets__http.server.request.duration", TestInput.Web().WithService("slos: {latency: {objective: 99, threshold: 250ms}}").Render().Data.Keys);
    }

    [Fact]
    public void A_service_that_measures_nothing_has_no_rules() => Assert.Empty(Files(TestInput.From([TestInput.WebProgram, new Fact(FactKinds.Features).With("feature", "health")])));

    private static Dictionary<string, string> Files(ManifestInput input) =>
        ManifestGenerator.Generate(input).Files.Where(file => file.Path.StartsWith("prometheus/", StringComparison.Ordinal)).ToDictionary(file => file.Path, file => file.Content);

    private static async Task RunAsync(ComponentFolder prometheus, string[] arguments)
    {
        await using var promtool = ChildProcess.Start("promtool", prometheus.PathOf("usr/bin/promtool"), arguments);
        var exitCode = await promtool.WaitForExitAsync(TimeSpan.FromSeconds(60), Cancellation);
        Assert.True(exitCode == 0, promtool.Output);
    }
}
