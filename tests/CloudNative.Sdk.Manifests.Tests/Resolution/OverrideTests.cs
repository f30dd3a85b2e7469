namespace CloudNative.Sdk.Manifests.Tests.Resolution;

public sealed class OverrideTests
{
    [Fact]
    public void A_fact_is_contradicted_with_a_reason()
    {
        var set = TestInput.Web(TestInput.Port("5000"), TestInput.Option("Host:ShutdownTimeout", "00:01:00"), TestInput.Option("CloudNative:Ops:Port", "9000"), TestInput.Option("CloudNative:Health:DrainDelay", "00:00:09"))
            .WithService("""
                override:
                - {field: ports.http.port, value: 8443, reason: the base image rewrites the port}
                - {field: ports.ops.port, value: 9100, reason: the same}
                - {field: shutdown.timeout, value: 20s, reason: a start-up script lowers it}
                - {field: shutdown.drain, value: 1s, reason: a start-up script lowers it}
                """)
            .Render();

        Assert.Equal([8443, 9100], set.Container["ports"]!.AsArray().Select(port => port!["containerPort"]!.GetValue<long>()));
        Assert.Equal(26, set.Pod["terminationGracePeriodSeconds"]!.GetValue<long>());
        Assert.DoesNotContain("CloudNative__Ops__Port", set.Data.Keys);
    }

    [Fact]
    public void One_is_enough_without_a_list_and_an_overlay_may_have_it() =>
        Assert.Equal(26, TestInput.Web(TestInput.Option("Host:ShutdownTimeout", "00:01:00"))
            .WithService("shutdown: {drain: 1s}").WithOverlay("prod", "override: {field: shutdown.timeout, value: 20s, reason: as measured}")
            .Render().Pod["terminationGracePeriodSeconds"]!.GetValue<long>());

    [Fact]
    public void The_reason_is_explained() =>
        Assert.Contains(
            "\"field\": \"override.ports.http.port\",\n      \"value\": \"why\"",
            ManifestGenerator.Generate(TestInput.Web(TestInput.Port("5000")).WithService("override: {field: ports.http.port, value: 8443, reason: why}")).Files.Single(file => file.Path == "explain.json").Content,
            StringComparison.Ordinal);
}
