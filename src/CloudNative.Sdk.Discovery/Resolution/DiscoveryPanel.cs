using CloudNative.Sdk.Core;
using CloudNative.Sdk.Discovery.Balancing;
using CloudNative.Sdk.Discovery.Watching;
using CloudNative.Sdk.Secrets;

namespace CloudNative.Sdk.Discovery.Resolution;

/// <summary>Shows people the services that are called and their instances.</summary>
internal sealed class DiscoveryPanel(ServiceDirectory directory, TimeProvider time) : IOpsPanel
{
    private static readonly string[] ServiceColumns = ["Service", "State", "Known from", "Age", "Balancer", "Instances"];
    private static readonly string[] InstanceColumns = ["Service", "Instance", "State", "Zone", "Latency", "In flight", "Calls", "Failed"];

    public string Id => "discovery";

    public string Title => "Called services";

    public int Order => 300;

    public void Describe(OpsPanelContent content)
    {
        var watches = directory.Watches.OrderBy(watch => watch.Key, StringComparer.Ordinal).ToArray();
        if (watches.Length == 0)
        {
            return;
        }

        content.Table("Services", ServiceColumns, [.. watches.Select(Row)]);
        foreach (var (watch, feed) in watches.SelectMany(watch => watch.Feeds.Select(feed => (watch, feed))))
        {
            if (feed.Failure is { } failure)
            {
                content.Note(OpsTone.Warning, $"{feed.Name} does not answer for {watch.Key}: {SecretText.Hide(failure.Message)}");
            }
        }

        var rows = watches.SelectMany(watch => InstancesOf(watch).Select(instance => Row(watch, instance))).ToArray();
        if (rows.Length > 0)
        {
            content.Table("Instances", InstanceColumns, rows);
        }
    }

    private static Instance[] InstancesOf(ServiceWatch watch) => watch.State?.Set?.Instances ?? [];

    private OpsValue[] Row(ServiceWatch watch)
    {
        var instances = InstancesOf(watch);
        var ejected = instances.Count(instance => instance.Health.IsEjected);
        return
        [
            watch.Key,
            watch.State is null ? OpsValue.State(OpsTone.Warning, "waiting")
                : instances.Length == 0 ? OpsValue.State(OpsTone.Bad, watch.State.Set is null ? "not known" : "no instance")
                : ejected == 0 ? OpsValue.State(OpsTone.Good, "all called")
                : OpsValue.State(ejected == instances.Length ? OpsTone.Bad : OpsTone.Warning, $"{ejected} ejected"),
            watch.State?.Source,
            OpsValue.Duration(watch.Age()),
            directory.Policies.Of(watch.Query.Service, string.Empty).Balancer.ToString(),
            OpsValue.Number(instances.Length),
        ];
    }

    private OpsValue[] Row(ServiceWatch watch, Instance instance)
    {
        var latency = instance.Latency.At(time.GetTimestamp());
        return
        [
            watch.Key,
            OpsValue.Code(instance.UriOf(string.Empty).OriginalString),
            StateOf(instance),
            instance.Endpoint.Zone,
            OpsValue.Duration(latency > 0 ? TimeSpan.FromSeconds(latency / time.TimestampFrequency) : null),
            OpsValue.Number(instance.InFlight),
            OpsValue.Number(instance.Calls),
            OpsValue.Number(instance.Count(CallOutcome.Failure) + instance.Count(CallOutcome.Unreachable)),
        ];
    }

    private OpsValue StateOf(Instance instance) =>
        instance.Health.Ejection is { } ejection
            ? OpsValue.State(OpsTone.Bad, $"ejected {time.GetElapsedTime(ejection.Since).TotalSeconds:0} s ago: {DiscoveryMetrics.Text(ejection.Reason).Replace('_', ' ')}")
            : instance.Health.IsReturning ? OpsValue.State(OpsTone.Warning, "returning") : OpsValue.State(OpsTone.Good, "called");
}
