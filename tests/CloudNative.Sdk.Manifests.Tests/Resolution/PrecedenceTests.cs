using CloudNative.Sdk.Facts;
using CloudNative.Sdk.Manifests.Tests.Validation;

namespace CloudNative.Sdk.Manifests.Tests.Resolution;

public sealed class PrecedenceTests
{
    private const string Drain = "CloudNative:Health:DrainDelay";
    private const string OpsPort = "CloudNative:Ops:Port";

    [Fact]
    public void The_grace_period_is_drain_plus_shutdown_timeout_plus_margin() => Assert.Equal(40, Grace(TestInput.Web()));

    [Fact]
    public void The_shutdown_timeout_in_code_counts() => Assert.Equal(5 + 60 + 5, Grace(TestInput.Web(TestInput.Option("Host:ShutdownTimeout", "00:01:00"))));

    [Fact]
    public void A_part_of_a_second_counts_as_a_whole_one() => Assert.Equal(36 + 5, Grace(TestInput.Web(TestInput.Option(Drain, "00:00:05.2000000"))));

    [Fact]
    public void The_drain_of_a_settings_file_counts() =>
        Assert.Equal(20 + 35, Grace(TestInput.Web().WithSettings("""{"cloudnative":{"health":{"draindelay":"00:00:20"}}}""")));

    [Fact]
    public void Production_settings_count_for_more_than_the_general_ones() =>
        Assert.Equal(7 + 35, Grace(TestInput.Web()
            .WithSettings("""{"CloudNative":{"Health":{"DrainDelay":"00:00:20"}}}""")
            .WithSettings("""{"CloudNative:Health:DrainDelay":"00:00:07"}""", "appsettings.Production.json")));

    [Fact]
    public void Code_counts_for_more_than_a_settings_file_as_at_run_time() =>
        Assert.Equal(9 + 35, Grace(TestInput.Web(TestInput.Option(Drain, "00:00:09")).WithSettings("""{"CloudNative":{"Health":{"DrainDelay":"00:00:20"}}}""")));

    [Fact]
    public void A_drain_in_service_yaml_reaches_the_code_through_the_ConfigMap()
    {
        var set = TestInput.Web().WithService("shutdown: {drain: 12s}").Render();
        Assert.Equal("00:00:12", set.Data["CloudNative__Health__DrainDelay"]);
        Assert.Equal(12 + 35, set.Pod["terminationGracePeriodSeconds"]!.GetValue<long>());
    }

    [Fact]
    public void A_drain_in_config_counts_like_one_in_shutdown() => Assert.Equal(8 + 35, Grace(TestInput.Web().WithService("config: {CloudNative:Health:DrainDelay: '00:00:08'}")));

    [Fact]
    public void What_service_yaml_repeats_is_not_configured_again() =>
        Assert.DoesNotContain("CloudNative__Health__DrainDelay", TestInput.Web(TestInput.Option(Drain, "00:00:12")).WithService("shutdown: {drain: 12s}").Render().Data.Keys);

    [Theory]
    [InlineData("shutdown: {drain: 12s}", Drain, "00:00:09", "service.yaml(2,19): error CNS7007: shutdown.drain is 12s, but Program.cs(7,5) sets CloudNative:Health:DrainDelay to 9s, which configuration cannot change; remove one of the two, or contradict the code with 'override' and a reason")]
    [InlineData("shutdown: {timeout: 12s}", "Host:ShutdownTimeout", "00:00:09", "service.yaml(2,21): error CNS7007: shutdown.timeout is 12s, but Program.cs(7,5) sets HostOptions.ShutdownTimeout to 9s, which configuration cannot change; remove one of the two, or contradict the code with 'override' and a reason")]
    [InlineData("ports: {ops: {port: 9000}}", OpsPort, "9001", "service.yaml(2,21): error CNS7007: ports.ops.port is 9000, but Program.cs(7,5) sets CloudNative:Ops:Port to 9001, which configuration cannot change; remove one of the two, or contradict the code with 'override' and a reason")]
    public void What_code_fixes_cannot_be_contradicted(string yaml, string key, string value, string problem) =>
        Assert.Equal([problem], TestInput.Web(TestInput.Option(key, value)).WithService(yaml).Problems());

    [Fact]
    public void A_port_in_code_cannot_be_contradicted() =>
        Assert.Equal(
            ["service.yaml(2,22): error CNS7007: ports.http.port is 9000, but Program.cs(6,5) listens on 5000, which configuration cannot change; remove one of the two, or contradict the code with 'override' and a reason"],
            TestInput.Web(TestInput.Port("5000")).WithService("ports: {http: {port: 9000}}").Problems());

    [Fact]
    public void A_value_stated_twice_with_two_meanings_is_an_error() =>
        Assert.Equal(
            ["service.yaml(2,19): error CNS7002: shutdown.drain is 12s, but 'config' sets CloudNative:Health:DrainDelay to '00:00:08'; remove one of the two"],
            TestInput.Web().WithService("shutdown: {drain: 12s}\nconfig: {CloudNative:Health:DrainDelay: '00:00:08'}").Problems());

    [Theory]
    [InlineData("""{"CloudNative":{"Health":{"DrainDelay":"5s"}}}""", "appsettings.json: error CNS7003: CloudNative:Health:DrainDelay must be a duration from 00:00:00 to 00:10:00, but was '5s'")]
    [InlineData("""{"CloudNative":{"Health":{"DrainDelay":"00:10:01"}}}""", "appsettings.json: error CNS7003: CloudNative:Health:DrainDelay must be a duration from 00:00:00 to 00:10:00, but was '00:10:01'")]
    [InlineData("""{"CloudNative":{"Ops":{"Port":0}}}""", "appsettings.json: error CNS7003: CloudNative:Ops:Port must be a whole number from 1 to 65535, since a container needs a known port, but was '0'")]
    [InlineData("""{"shutdownTimeoutSeconds":-1}""", "appsettings.json: error CNS7003: shutdownTimeoutSeconds must be a whole number of seconds from 0 to 3600, but was '-1'")]
    [InlineData("""{"CloudNative":{"Ops":{"Enabled":"si"}}}""", "appsettings.json: error CNS7003: CloudNative:Ops:Enabled must be true or false, but was 'si'")]
    [InlineData("{\n  nothing", "appsettings.json(2,3): error CNS7001: the JSON cannot be read, and the service could not start with it either")]
    public void A_mistake_in_a_settings_file_is_reported(string json, string problem) => Assert.Equal([problem], TestInput.Web().WithSettings(json).Problems());

    [Fact]
    public void A_setting_beats_an_address_that_was_found()
    {
        var set = TestInput.Web().WithService("config: {Services:catalog:http:0: 'http://catalog.other:8080'}").Render();
        Assert.Equal("http://catalog.other:8080", set.Data["Services__catalog__http__0"]);
    }

    [Fact]
    public void A_secret_takes_the_place_of_a_value()
    {
        var set = TestInput.Web().WithService("secrets: {Services:catalog:http:0: {secret: s, key: k}}").Render();
        Assert.DoesNotContain("Services__catalog__http__0", set.Data.Keys);
        Assert.Equal([], LinterRules.Failures(set));
    }

    [Theory]
    [InlineData("{requests: {cpu: 2}}", "cpu", "2", "2")]
    [InlineData("{limits: {cpu: 50m}}", "cpu", "50m", "50m")]
    [InlineData("{requests: {memory: 1Gi}}", "memory", "1Gi", "1Gi")]
    [InlineData("{limits: {memory: 64Mi}}", "memory", "64Mi", "64Mi")]
    [InlineData("{requests: {ephemeral-storage: 1Gi}, limits: {ephemeral-storage: 2Gi}}", "ephemeral-storage", "1Gi", "2Gi")]
    [InlineData("{}", "cpu", "100m", "1")]
    public void A_resource_stated_at_one_end_fits_at_the_other(string resources, string name, string request, string limit)
    {
        var rendered = TestInput.Web().WithService($"resources: {resources}").Render().Container["resources"]!;
        Assert.Equal((request, limit), (rendered["requests"]![name]!.GetValue<string>(), rendered["limits"]![name]!.GetValue<string>()));
    }

    [Fact]
    public void A_service_without_health_has_no_probes_and_says_how_to_get_them()
    {
        var result = ManifestGenerator.Generate(TestInput.From([TestInput.WebProgram]));
        Assert.Equal(
            ["Shop.Checkout.csproj: warning CNS7016: the Deployment has no probes and does not drain, because Shop.Checkout.dll adds no health feature; call builder.AddCloudNative() or builder.AddCloudNativeHealth()"],
            result.Diagnostics.Select(diagnostic => diagnostic.ToString()));
        var set = new ManifestSet(result.Files);
        Assert.Null(set.Container["readinessProbe"]);
        Assert.Equal(35, set.Pod["terminationGracePeriodSeconds"]!.GetValue<long>());
        Assert.Equal(["http"], set.Container["ports"]!.AsArray().Select(port => port!["name"]!.GetValue<string>()));
    }

    [Fact]
    public void A_service_whose_code_nobody_has_read_says_which_package_does() =>
        Assert.Equal(
            ["Shop.Checkout.csproj: warning CNS7016: the Deployment has no probes and does not drain, because Shop.Checkout.dll does not tell what its code does; add the package CloudNative.Sdk.Analyzers, which records it, or CloudNative.Sdk, which brings it along"],
            TestInput.From([]).Problems());

    [Fact]
    public void A_disabled_ops_server_has_no_probes_and_says_how_to_get_them() =>
        Assert.Equal(
            ["Shop.Checkout.csproj: warning CNS7016: the Deployment has no probes, because CloudNative:Ops:Enabled is false; enable the ops server, or call app.MapCloudNative()"],
            TestInput.Web().WithSettings("""{"CloudNative":{"Ops":{"Enabled":false}}}""").Problems());

    [Fact]
    public void A_drain_that_nothing_does_is_an_error() =>
        Assert.Contains(
            "service.yaml(2,19): error CNS7041: shutdown.drain is 5s, but Shop.Checkout.dll adds no health feature that would drain; call builder.AddCloudNative(), or remove the field",
            TestInput.From([TestInput.WebProgram]).WithService("shutdown: {drain: 5s}").Problems());

    private static long Grace(ManifestInput input) => input.Render().Pod["terminationGracePeriodSeconds"]!.GetValue<long>();
}
