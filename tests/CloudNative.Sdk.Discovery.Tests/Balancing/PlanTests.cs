using CloudNative.Sdk.Discovery.Balancing;
using CloudNative.Sdk.Discovery.Routing;

namespace CloudNative.Sdk.Discovery.Tests.Balancing;

public sealed class PlanTests
{
    private const int Picks = 20_000;
    private static readonly RoutingPolicy Plain = new(LoadBalancing.LeastLoaded, null, [], null, []);

    [Fact]
    public void Round_robin_takes_one_after_the_other_with_many_threads_too()
    {
        var plan = PlanOf(Plain with { Balancer = LoadBalancing.RoundRobin }, Endpoints("a", "b", "c"));
        var counts = new System.Collections.Concurrent.ConcurrentDictionary<string, int>();

        Parallel.For(0, 3000, _ => counts.AddOrUpdate(plan.Pick(null, null, 0).Endpoint.Host, 1, (_, count) => count + 1));

        Assert.Equal([1000, 1000, 1000], counts.Values);
    }

    [Theory]
    [InlineData(LoadBalancing.Weighted, 0.2)]
    [InlineData(LoadBalancing.LeastLoaded, 0.2)]
    [InlineData(LoadBalancing.Random, 0.5)]
    public void Weights_count_where_they_should(LoadBalancing balancer, double share)
    {
        var plan = PlanOf(Plain with { Balancer = balancer }, ScriptedSource.Endpoint("a", weight: 1), ScriptedSource.Endpoint("b", weight: 4));

        // Of two draws by weight the one with less to do is taken; with equal load that is the first.
        Assert.InRange(ShareOf("a", plan), share - 0.03, share + 0.03);
    }

    [Fact]
    public void Weights_count_under_load_too()
    {
        var plan = PlanOf(Plain, ScriptedSource.Endpoint("a", weight: 1), ScriptedSource.Endpoint("b", weight: 99));
        var inFlight = new Queue<Instance>();
        var toA = 0;
        for (var i = 0; i < Picks; i++)
        {
            var instance = plan.Pick(null, null, i);
            toA += instance.Endpoint.Host == "a" ? 1 : 0;
            instance.Begin();
            inFlight.Enqueue(instance);
            if (inFlight.Count > 4)
            {
                inFlight.Dequeue().End(CallOutcome.Success, 1000, i);
            }
        }

        Assert.InRange(toA / (double)Picks, 0.005, 0.03);
    }

    [Fact]
    public void An_instance_that_fails_fast_does_not_draw_the_calls()
    {
        var plan = PlanOf(Plain, Endpoints("good", "bad"));
        for (var i = 0; i < 20; i++)
        {
            Answered(plan.Set.Instances[0], TimeSpan.FromMilliseconds(50), 0);
            Answered(plan.Set.Instances[1], TimeSpan.FromMilliseconds(50), 0);
        }

        for (var i = 0; i < 20; i++)
        {
            plan.Set.Instances[1].Begin();
            plan.Set.Instances[1].End(CallOutcome.Failure, TimeSpan.FromMilliseconds(1).Ticks, 0);
        }

        Assert.InRange(ShareOf("bad", plan), 0, 0.6);
    }

    [Fact]
    public void A_subset_whose_instances_are_all_ejected_keeps_its_calls()
    {
        var policy = Plain with { Subsets = [Subset("stable", 95), Subset("canary", 5)] };
        var plan = PlanOf(policy, ScriptedSource.Endpoint("s", version: "stable"), ScriptedSource.Endpoint("c", version: "canary"));
        plan.Set.Instances[0].Health.Eject(Discovery.Ejecting.EjectionReason.Unreachable, 0, 1, false);

        Assert.InRange(ShareOf("c", Plan.Make(plan.Set, policy)), 0.03, 0.07);
    }

    [Fact]
    public void Users_of_other_subsets_stay_where_they_are_when_one_has_no_instance()
    {
        var policy = Plain with { Subsets = [Subset("a", 50), Subset("b", 30), Subset("c", 20)] };
        ServiceEndpoint[] endpoints = [ScriptedSource.Endpoint("a", version: "a"), ScriptedSource.Endpoint("b", version: "b"), ScriptedSource.Endpoint("c", version: "c")];
        var (before, after) = (PlanOf(policy, endpoints), PlanOf(policy, endpoints[..2]));

        foreach (var user in Enumerable.Range(0, 2000).Select(i => $"user-{i}").Where(user => before.Pick(user, null, 0).Endpoint.Host != "c"))
        {
            Assert.Equal(before.Pick(user, null, 0).Endpoint.Host, after.Pick(user, null, 0).Endpoint.Host);
        }
    }

    [Fact]
    public void An_instance_of_weight_zero_is_called_only_where_all_have_it()
    {
        Assert.Equal(0, ShareOf("a", PlanOf(Plain, ScriptedSource.Endpoint("a", weight: 0), ScriptedSource.Endpoint("b"))));
        Assert.InRange(ShareOf("a", PlanOf(Plain, ScriptedSource.Endpoint("a", weight: 0), ScriptedSource.Endpoint("b", weight: 0))), 0.4, 0.6);
        Assert.Equal(0, ShareOf("a", PlanOf(Plain with { LocalZone = "x" }, ScriptedSource.Endpoint("a", weight: 0, zone: "x"), ScriptedSource.Endpoint("b", zone: "y"))));
    }

    [Fact]
    public void The_one_with_fewer_calls_in_flight_is_taken()
    {
        var plan = PlanOf(Plain, Endpoints("a", "b"));
        var busy = plan.Set.Instances[0];
        busy.Begin();

        Assert.Equal(0, ShareOf("a", plan));
    }

    [Fact]
    public void The_one_with_shorter_answers_is_taken_and_the_slow_one_is_tried_again_after_a_while()
    {
        var plan = PlanOf(Plain, Endpoints("a", "b"));
        Answered(plan.Set.Instances[0], TimeSpan.FromMilliseconds(100), 0);
        Answered(plan.Set.Instances[1], TimeSpan.FromMilliseconds(10), 0);
        Assert.Equal(0, ShareOf("a", plan));

        var later = TimeSpan.FromSeconds(50).Ticks;
        Answered(plan.Set.Instances[1], TimeSpan.FromMilliseconds(10), later);

        Assert.Equal("a", plan.Pick(null, null, later).Endpoint.Host);
    }

    [Fact]
    public void An_instance_whose_first_answer_took_long_soon_gets_its_share()
    {
        var plan = PlanOf(Plain, Endpoints("a", "b", "c"));
        Answered(plan.Set.Instances[0], TimeSpan.FromMilliseconds(300), 0);
        Answer(plan, from: 0, to: 30);
        var before = plan.Set.Instances[0].Calls;
        Answer(plan, from: 30, to: 60);

        Assert.InRange(plan.Set.Instances[0].Calls - before, 800, 1200);
    }

    [Fact]
    public void An_instance_without_an_answer_yet_is_not_overrun()
    {
        var plan = PlanOf(Plain, Endpoints("a", "b", "c", "d"));
        foreach (var instance in plan.Set.Instances.Skip(1))
        {
            Answered(instance, TimeSpan.FromMilliseconds(10), 0);
        }

        Assert.InRange(ShareOf("a", plan), 0.2, 0.3);
    }

    [Fact]
    public void A_backup_of_a_higher_priority_number_is_not_called_while_a_main_instance_is_there()
    {
        var plan = PlanOf(Plain, ScriptedSource.Endpoint("main", priority: 10), ScriptedSource.Endpoint("backup", priority: 20));
        Assert.Equal(1, ShareOf("main", plan));

        plan.Set.Instances[0].Health.Eject(Discovery.Ejecting.EjectionReason.Unreachable, 0, 1, false);
        Assert.Equal(1, ShareOf("backup", Plan.Make(plan.Set, Plain)));
    }

    [Fact]
    public void Data_centres_come_in_their_order()
    {
        var policy = Plain with { DataCenters = ["home", "near"] };
        ServiceEndpoint[] endpoints = [ScriptedSource.Endpoint("c", dataCenter: "far"), ScriptedSource.Endpoint("b", dataCenter: "NEAR"), ScriptedSource.Endpoint("a", dataCenter: "home")];

        Assert.Equal(1, ShareOf("a", PlanOf(policy, endpoints)));
        Assert.Equal(1, ShareOf("b", PlanOf(policy, endpoints[..2])));
        Assert.Equal(1, ShareOf("c", PlanOf(policy, endpoints[..1])));
    }

    [Theory]
    [InlineData(2, 2, 1.0)]
    [InlineData(3, 1, 1.0)]
    [InlineData(1, 3, 0.5)]
    [InlineData(0, 3, 0.0)]
    public void The_own_zone_keeps_what_it_can_bear(int local, int remote, double share)
    {
        ServiceEndpoint[] endpoints =
        [
            .. Enumerable.Range(0, local).Select(i => ScriptedSource.Endpoint($"l{i}", zone: "a")),
            .. Enumerable.Range(0, remote).Select(i => ScriptedSource.Endpoint($"r{i}", zone: "b")),
        ];
        var plan = PlanOf(Plain with { LocalZone = "A" }, endpoints);

        Assert.InRange(Enumerable.Range(0, Picks).Count(_ => plan.Pick(null, null, 0).Endpoint.Zone == "a") / (double)Picks, share - 0.03, share + 0.03);
    }

    [Fact]
    public void Subsets_get_their_shares_and_those_without_a_share_nothing()
    {
        var policy = Plain with { Subsets = [Subset("blue", 90), Subset("green", 10)] };
        var plan = PlanOf(policy, ScriptedSource.Endpoint("b", version: "BLUE"), ScriptedSource.Endpoint("g", version: "green"), ScriptedSource.Endpoint("other", version: "red"));

        Assert.InRange(ShareOf("b", plan), 0.88, 0.92);
        Assert.InRange(ShareOf("g", plan), 0.08, 0.12);
        Assert.Equal(0, ShareOf("other", plan));
    }

    [Fact]
    public void A_subset_without_an_available_instance_leaves_its_share_to_the_others()
    {
        var policy = Plain with { Subsets = [Subset("blue", 90), Subset("green", 10)] };

        Assert.Equal(1, ShareOf("g", PlanOf(policy, ScriptedSource.Endpoint("g", version: "green"))));
        Assert.True(PlanOf(policy, ScriptedSource.Endpoint("other", version: "red")).IsEmpty);
    }

    [Fact]
    public void The_same_value_always_leads_to_the_same_subset_and_many_values_to_the_shares()
    {
        var policy = Plain with { Subsets = [Subset("blue", 70), Subset("green", 30)] };
        var plan = PlanOf(policy, ScriptedSource.Endpoint("b", version: "blue"), ScriptedSource.Endpoint("g", version: "green"));

        var byUser = Enumerable.Range(0, 5000).ToDictionary(user => $"user-{user}", user => plan.Pick($"user-{user}", null, 0).Endpoint.Host);

        Assert.All(byUser, user => Assert.Equal(user.Value, plan.Pick(user.Key, null, 0).Endpoint.Host));
        Assert.InRange(byUser.Values.Count(host => host == "g") / 5000d, 0.27, 0.33);
    }

    [Fact]
    public void A_pick_allocates_nothing()
    {
        var policy = Plain with { Subsets = [Subset("blue", 90), Subset("green", 10)], LocalZone = "a" };
        var plan = PlanOf(policy, [.. Enumerable.Range(0, 1000).Select(i => ScriptedSource.Endpoint($"i{i}", weight: 1 + (i % 3), zone: i % 2 == 0 ? "a" : "b", version: i % 5 == 0 ? "green" : "blue"))]);
        plan.Pick("user", null, 0);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10_000; i++)
        {
            plan.Pick(null, null, i);
            plan.Pick("user-7", null, i);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static Subset Subset(string version, int weight) => new(version, weight, MetadataMatch.TryParse($"version={version}")!);

    private static ServiceEndpoint[] Endpoints(params string[] hosts) => [.. hosts.Select(host => ScriptedSource.Endpoint(host))];

    private static Plan PlanOf(RoutingPolicy policy, params ServiceEndpoint[] endpoints) =>
        Plan.Make(new InstanceSet(Array.ConvertAll(endpoints, endpoint => new Instance(endpoint, "http", 0, new TestSupport.FakeTimeProvider()))), policy);

    private static void Answered(Instance instance, TimeSpan after, long now)
    {
        instance.Begin();
        instance.End(CallOutcome.Success, after.Ticks, now);
    }

    /// <summary>Calls a hundred times a second, and gets every answer after two milliseconds.</summary>
    private static void Answer(Plan plan, int from, int to)
    {
        for (var now = TimeSpan.FromSeconds(from); now < TimeSpan.FromSeconds(to); now += TimeSpan.FromMilliseconds(10))
        {
            Answered(plan.Pick(null, null, now.Ticks), TimeSpan.FromMilliseconds(2), now.Ticks);
        }
    }

    private static double ShareOf(string host, Plan plan) => Enumerable.Range(0, Picks).Count(_ => plan.Pick(null, null, 0).Endpoint.Host == host) / (double)Picks;
}
