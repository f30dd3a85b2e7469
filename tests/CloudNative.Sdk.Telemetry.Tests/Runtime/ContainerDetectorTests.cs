using CloudNative.Sdk.Telemetry.Runtime;
using Microsoft.Extensions.Configuration;

namespace CloudNative.Sdk.Telemetry.Tests.Runtime;

public sealed class ContainerDetectorTests
{
    private const string Id = "4f1c2ab0d9e84f0f8a2a6f2f1b1f7f6a3d1c9b554f1c2ab0d9e84f0f8a2a6f2f";

    [Theory]
    [InlineData("12:memory:/docker/" + Id)]
    [InlineData("0::/kubepods.slice/kubepods-burstable.slice/pod7.slice/cri-containerd-" + Id + ".scope")]
    [InlineData("0::/system.slice/docker-" + Id + ".scope")]
    public void The_container_is_found_in_its_control_group(string line) => Assert.Equal(Id, Detect(line, string.Empty)["container.id"]);

    [Fact]
    public void The_container_is_found_in_its_mounts() => Assert.Equal(
        Id, Detect("0::/", $"612 593 254:1 /var/lib/docker/containers/{Id}/hostname /etc/hostname rw,relatime - ext4 /dev/vda1 rw")["container.id"]);

    [Fact]
    public void In_a_pod_the_mounts_tell_pod_and_container()
    {
        var attributes = Detect(
            "0::/",
            "1234 1200 8:1 /var/lib/kubelet/pods/0b1f-77/containers/orders/5f3a /dev/termination-log rw,relatime - ext4 /dev/sda1 rw",
            ("KUBERNETES_SERVICE_HOST", "10.0.0.1"), ("HOSTNAME", "orders-5d4-x"), ("POD_NAMESPACE", "shop"), ("NODE_NAME", "node-3"), ("K8S_DEPLOYMENT_NAME", "orders"));

        Assert.Equal(
            new Dictionary<string, object>
            {
                ["k8s.pod.name"] = "orders-5d4-x",
                ["k8s.pod.uid"] = "0b1f-77",
                ["k8s.namespace.name"] = "shop",
                ["k8s.node.name"] = "node-3",
                ["k8s.deployment.name"] = "orders",
                ["k8s.container.name"] = "orders",
            },
            attributes);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("0::/", "garbage")]
    [InlineData("/" + Id + "f", "1 2 3 /containers/")]
    [InlineData("0::/user.slice/session-1.scope", "22 27 0:21 / /proc rw - proc proc rw")]
    public void Elsewhere_nothing_is_said(string cgroup, string mounts) => Assert.Empty(Detect(cgroup, mounts, ("HOSTNAME", "laptop"), ("NODE_NAME", "x")));

    private static Dictionary<string, object> Detect(string cgroup, string mounts, params (string Key, string Value)[] variables)
    {
        using var root = new SystemRoot().With(("proc/self/cgroup", cgroup), ("proc/self/mountinfo", mounts));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(variables.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value))).Build();
        return new ContainerDetector(root.Path, configuration).Detect().Attributes.ToDictionary();
    }
}
