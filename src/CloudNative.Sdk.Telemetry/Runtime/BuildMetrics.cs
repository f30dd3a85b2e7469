using System.Diagnostics.Metrics;
using CloudNative.Sdk.Core;

namespace CloudNative.Sdk.Telemetry.Runtime;

/// <summary>Which build runs, and when it and its commit were made: deployments and their lead times can be computed from these.</summary>
internal static class BuildMetrics
{
    public static void Create(Meter meter, ServiceIdentity identity)
    {
        Measurement<long>[] info = [new(1, Tags(identity))];
        meter.CreateObservableGauge("cloudnative.build.info", () => info, "1", "Always 1; the tags say which build of the service this is.");
        meter.Gauge("cloudnative.build.timestamp", "s", "When the build of the service began, in seconds since 1970.", () => Seconds(identity.BuildTime));
        meter.Gauge("cloudnative.build.commit.timestamp", "s", "When the commit that was built was made, in seconds since 1970.", () => Seconds(identity.CommitTime));
    }

    private static double? Seconds(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds() / 1000d;

    private static List<KeyValuePair<string, object?>> Tags(ServiceIdentity identity)
    {
        List<KeyValuePair<string, object?>> tags = [new("version", identity.Version)];
        Add("commit", identity.Commit);
        Add("branch", identity.Branch);
        Add("build_id", identity.BuildId);
        return tags;

        void Add(string key, string? value)
        {
            if (value is not null)
            {
                tags.Add(new(key, value));
            }
        }
    }
}
