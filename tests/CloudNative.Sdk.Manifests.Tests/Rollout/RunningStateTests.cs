using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Rollout;
using CloudNative.Sdk.Manifests.Settings;

namespace CloudNative.Sdk.Manifests.Tests.Rollout;

public sealed class RunningStateTests
{
    [Fact]
    public void What_kubectl_prints_is_understood()
    {
        var (running, platform) = Read("""
            {"kind": "List", "items": [
              {"kind": "Deployment", "metadata": {"name": "shop-blue", "namespace": "money", "generation": 4, "labels": {"app.kubernetes.io/name": "shop"}},
               "spec": {"replicas": 3, "selector": {"matchLabels": {"app.kubernetes.io/name": "shop", "cloudnative.sdk/colour": "blue"}},
                 "template": {"metadata": {"labels": {"app.kubernetes.io/version": "1.0.0"}}, "spec": {"containers": [{"image": "r/shop:1.0.0@sha256:a"}]}}},
               "status": {"observedGeneration": 4, "updatedReplicas": 3, "availableReplicas": 2}},
              {"kind": "Deployment", "metadata": {"name": "shop-green", "namespace": "money", "generation": 2, "labels": {"app.kubernetes.io/name": "shop"}},
               "spec": {"replicas": 2, "selector": {"matchLabels": {"cloudnative.sdk/colour": "green"}},
                 "template": {"metadata": {"labels": {"app.kubernetes.io/version": "2.0.0"}}, "spec": {"containers": [{"image": "r/shop:2.0.0"}]}}},
               "status": {"observedGeneration": 1, "updatedReplicas": 2, "availableReplicas": 2}},
              {"kind": "Deployment", "metadata": {"name": "shop-blue", "namespace": "other", "labels": {"app.kubernetes.io/name": "shop"}}, "spec": {"replicas": 9}},
              {"kind": "Deployment", "metadata": {"name": "cart", "namespace": "money", "labels": {"app.kubernetes.io/name": "cart"}}, "spec": {"replicas": 9}},
              {"kind": "Service", "metadata": {"name": "shop", "namespace": "money", "annotations": {"cloudnative.sdk/since": "2026-03-31T12:00:00Z"}},
               "spec": {"selector": {"app.kubernetes.io/name": "shop", "cloudnative.sdk/colour": "blue"}}}]}
            """);

        Assert.Equal(Platform.Kubernetes, platform);
        var since = new DateTimeOffset(2026, 3, 31, 12, 0, 0, TimeSpan.Zero);
        Assert.Equal(
            [
                new RunningSlot { Slot = "blue", Version = "1.0.0", Digest = "sha256:a", Instances = 3, Healthy = 2, Serves = true, Since = since },
                new RunningSlot { Slot = "green", Version = "2.0.0", Instances = 2, Healthy = 0, Serves = false, Since = since },
            ],
            Assert.Single(running).Slots);
    }

    [Fact]
    public void What_Marathon_answers_is_understood()
    {
        var (running, platform) = Read("""
            {"apps": [
              {"id": "/shop/prod/shop-blue", "instances": 0, "tasksHealthy": 0, "labels": {"version": "1.0.0"}, "versionInfo": {"lastScalingAt": "2026-03-31T12:00:00.000Z"}},
              {"id": "/shop/prod/shop-green", "instances": 3, "tasksHealthy": 2, "labels": {"version": "2.0.0"}, "container": {"docker": {"image": "r/shop:2.0.0@sha256:b"}}},
              {"id": "/shop/prod/shop", "instances": 7}]}
            """);

        Assert.Equal(Platform.Marathon, platform);
        Assert.Equal(
            [
                new RunningSlot { Slot = "blue", Version = "1.0.0", Instances = 0, Healthy = 0, Serves = false, Since = new DateTimeOffset(2026, 3, 31, 12, 0, 0, TimeSpan.Zero) },
                new RunningSlot { Slot = "green", Version = "2.0.0", Digest = "sha256:b", Instances = 3, Healthy = 2, Serves = true },
            ],
            Assert.Single(running).Slots);
    }

    [Fact]
    public void All_faults_of_a_state_are_told_at_once()
    {
        var diagnostics = new DiagnosticBag();
        RunningStateReader.Read(new SourceText("state.json", """
            {"slots": [
              {"slot": "red", "version": 3, "instances": -1, "healthy": 0, "serves": "yes"},
              {"slot": "blue", "version": "1", "instances": 1, "healthy": 2, "serves": true, "since": "noon"},
              {"slot": "blue", "version": "1", "instances": 1, "healthy": 1, "serves": true}, 7]}
            """), Goal, diagnostics);

        Assert.Equal(
            [
                "slots[0].instances must be a whole number from 0 to 1000, but was -1",
                "slots[0].serves must be true or false",
                "slots[0].slot must be one of blue, green, but was 'red'",
                "slots[0].version must be a text, but was 3",
                "slots[1].healthy must be at most 1, the number of instances, but was 2",
                "slots[1].since must be a time as 2026-03-31T12:00:00Z, but was 'noon'",
                "slots[2].slot is 'blue', which is there already",
                "slots[3].healthy is missing",
                "slots[3].instances is missing",
                "slots[3].serves must be true or false",
                "slots[3].slot is missing",
                "slots[3].version is missing",
            ],
            diagnostics.Ordered().Select(diagnostic => diagnostic.Message));
    }

    [Theory]
    [InlineData("", "state.json(1,1): error CNS7001: the file is no JSON")]
    [InlineData("[]", "state.json: error CNS7003: the file has none of the lists 'slots', 'items' (of kubectl) and 'apps' (of Marathon)")]
    public void What_is_no_state_is_refused(string text, string beginning)
    {
        var diagnostics = new DiagnosticBag();
        RunningStateReader.Read(new SourceText("state.json", text), Goal, diagnostics);

        Assert.StartsWith(beginning, Assert.Single(diagnostics.Ordered()).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_data_centre_has_its_state()
    {
        var goal = Goal with { Waves = [["fra1"], ["ams1"]] };
        var diagnostics = new DiagnosticBag();
        var (running, platform) = RunningStateReader.Read(new SourceText("state.json", """{"datacenters": {"fra1": {"slots": []}, "ams1": {"apps": []}}}"""), goal, diagnostics);
        Assert.Equal([], diagnostics.Ordered());
        Assert.Equal(["fra1", "ams1"], running.Select(state => state.DataCenter));
        Assert.Equal(Platform.Marathon, platform);

        RunningStateReader.Read(new SourceText("state.json", """{"datacenters": {"fra1": {}, "lon1": {"slots": []}}}"""), goal, diagnostics);
        RunningStateReader.Read(new SourceText("state.json", """{"slots": []}"""), goal, diagnostics);
        Assert.Equal(
            [
                "datacenters.fra1 has none of the lists 'slots', 'items' (of kubectl) and 'apps' (of Marathon)",
                "datacenters.lon1 is no data centre of the release, which are fra1, ams1",
                "the release has data centres: give what runs in each, as {\"datacenters\": {\"fra1\": ...}}",
            ],
            diagnostics.Ordered().Select(diagnostic => diagnostic.Message));
    }

    private static (IReadOnlyList<RunningState> Running, Platform? Platform) Read(string json)
    {
        var diagnostics = new DiagnosticBag();
        var read = RunningStateReader.Read(new SourceText("state.json", json), Goal, diagnostics);
        Assert.Equal([], diagnostics.Ordered());
        return read;
    }

    private static RolloutGoal Goal { get; } = new()
    {
        Service = "shop",
        Environment = "prod",
        Namespace = "money",
        MarathonId = "/shop/prod/shop",
        Version = "2.0.0",
        MinInstances = 2,
        MaxInstances = 4,
        Strategy = new StrategySetting { Kind = StrategySetting.BlueGreen },
    };
}
