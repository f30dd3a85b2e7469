using System.Text.Json;
using System.Text.Json.Nodes;
using CloudNative.Sdk.Discovery.Consul.Instances;
using CloudNative.Sdk.TestSupport;

namespace CloudNative.Sdk.Discovery.Consul.Tests.Instances;

public sealed class KnownInstancesTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly KnownInstances _known;

    public KnownInstancesTests() => _known = new KnownInstances(TimeSpan.FromMinutes(1), _time);

    [Fact]
    public void Instances_that_do_not_register_again_go_after_the_grace()
    {
        var back = Health.Instance("c-1", port: 1, created: 2);
        Assert.Equal([1, 2], Apply(100, Health.Instance("c-1", port: 1), Health.Instance("c-2", port: 2)));

        Assert.Equal([1, 2], Apply(3, back));
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(TimeSpan.FromSeconds(1), _known.GraceLeft);
        Assert.Equal([1, 2], Apply(3, back));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([1], Apply(3, back));
        Assert.Null(_known.GraceLeft);
    }

    [Fact]
    public void A_registration_that_has_its_former_index_by_chance_is_not_what_was_left()
    {
        _known.Apply(Read(Health.Instance("c-1", port: 1), Health.Instance("c-2", port: 2)), 30, isFirst: true);
        var back = Health.Instance("c-1", port: 1).With("Node", "ID", "00000000-0000-0000-0000-000000000001");

        Assert.True(_known.Apply(Read(back), 40, isFirst: true));
        Assert.Equal(2, _known.Usable.Count);
    }

    [Fact]
    public void A_server_that_lags_behind_does_not_extend_the_grace_without_end()
    {
        Apply(100, Health.Instance("c-1", port: 1));
        Assert.Equal([1], Apply(90));
        _time.Advance(TimeSpan.FromSeconds(40));
        Assert.Equal([1], Apply(80));
        _time.Advance(TimeSpan.FromSeconds(20));

        Assert.Empty(Apply(70));
    }

    [Fact]
    public void Without_a_grace_every_answer_is_believed()
    {
        var known = new KnownInstances(TimeSpan.Zero, _time);
        known.Apply(Read(Health.Instance("c-1")), 100, isFirst: true);
        Assert.False(known.Apply([], 3, isFirst: true));

        Assert.Empty(known.Usable);
        Assert.True(known.IsKnown);
    }

    [Fact]
    public void An_instance_that_had_checks_may_have_none_after_a_while()
    {
        var node = new JsonObject { ["external-node"] = "true" };
        Apply(5, Health.Instance("c-1", port: 1).With("Node", "Meta", node.DeepClone()));
        Assert.Empty(Apply(6, Health.Instance("c-1", port: 1, check: null).With("Node", "Meta", node.DeepClone())));
        _time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal([1], Apply(7, Health.Instance("c-1", port: 1, check: null).With("Node", "Meta", node.DeepClone())));
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 0)]
    [InlineData(70_000, 65_535)]
    public void A_weight_stays_within_its_bounds(int passing, int weight)
    {
        var instance = Health.Instance("c-1").With("Service", "Weights", new JsonObject { ["Passing"] = passing });
        _known.Apply(Read(instance), 5, isFirst: true);

        Assert.Equal(weight, Assert.Single(_known.Usable).Weight);
    }

    private static HealthEntry[] Read(params JsonObject[] instances) => JsonSerializer.Deserialize(Health.Of(instances), HealthJson.Default.HealthEntryArray)!;

    private int[] Apply(ulong index, params JsonObject[] instances)
    {
        _known.Apply(Read(instances), index, isFirst: false);
        return [.. _known.Usable.Select(instance => instance.Entry.Service.Port).Order()];
    }
}
