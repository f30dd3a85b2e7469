using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Core.Identity;

/// <summary>Finds out which service, build and instance this is.</summary>
internal static class IdentityReader
{
    public static ServiceIdentity Read(IHostEnvironment environment, IConfiguration configuration, Assembly? assembly)
    {
        var from = new IdentitySources(configuration, assembly);
        var (version, commit) = SplitVersion(from.InformationalVersion);
        return new ServiceIdentity
        {
            Name = from.Variable("OTEL_SERVICE_NAME") ?? from.Attribute("service.name") ?? environment.ApplicationName,
            Version = from.Attribute("service.version") ?? version ?? "0.0.0",
            Commit = from.Attribute("vcs.ref.head.revision") ?? commit ?? from.Variable(
                "GITHUB_SHA", "CI_COMMIT_SHA", "BUILD_SOURCEVERSION", "GIT_COMMIT", "BITBUCKET_COMMIT", "CIRCLE_SHA1", "DRONE_COMMIT_SHA", "BUILDKITE_COMMIT"),
            Branch = from.Attribute("vcs.ref.head.name") ?? from.Metadata("CloudNative.Branch") ?? from.Variable(
                "GITHUB_REF_NAME", "CI_COMMIT_REF_NAME", "BUILD_SOURCEBRANCHNAME", "BRANCH_NAME", "GIT_BRANCH", "BITBUCKET_BRANCH", "CIRCLE_BRANCH", "DRONE_BRANCH", "BUILDKITE_BRANCH"),
            BuildId = from.Metadata("CloudNative.BuildId") ?? from.Variable(
                "GITHUB_RUN_ID", "CI_PIPELINE_ID", "BUILD_BUILDID", "BUILD_ID", "BUILD_NUMBER", "BITBUCKET_BUILD_NUMBER", "CIRCLE_BUILD_NUM", "DRONE_BUILD_NUMBER", "BUILDKITE_BUILD_NUMBER"),
            CommitTime = Time(from.Metadata("CloudNative.CommitTime")),
            BuildTime = Time(from.Metadata("CloudNative.BuildTime")),
            InstanceId = from.Attribute("service.instance.id") ?? from.Variable("POD_NAME", "MESOS_TASK_ID") ?? PodName(from) ?? MachineAndProcess(),
            Environment = from.Attribute("deployment.environment.name", "deployment.environment") ?? environment.EnvironmentName,
            Namespace = from.Attribute("k8s.namespace.name", "service.namespace") ?? from.Variable("POD_NAMESPACE"),
            Zone = from.Attribute("cloud.availability_zone") ?? from.Variable("AVAILABILITY_ZONE", "ZONE"),
        };
    }

    /// <summary>Splits <c>1.4.2+4f1c2ab</c>; what follows the plus is a commit only when it looks like a hash.</summary>
    private static (string? Version, string? Commit) SplitVersion(string? informational)
    {
        if (informational?.Split('+', 2) is not [var version, var build])
        {
            return (informational, null);
        }

        var candidate = build.Split('.')[^1];
        var isHash = candidate.Length is >= 7 and <= 64 && candidate.All(char.IsAsciiHexDigit);
        return (version, isHash ? candidate : null);
    }

    /// <summary>Reads ISO 8601 (UTC unless it says otherwise) or seconds since 1970; what is neither counts as unknown.</summary>
    private static DateTimeOffset? Time(string? text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds())
        {
            return DateTimeOffset.FromUnixTimeSeconds(seconds);
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time.ToUniversalTime() : null;
    }

    /// <summary>In a pod the host's name is that of the pod.</summary>
    private static string? PodName(IdentitySources from) => from.Variable("KUBERNETES_SERVICE_HOST") is null ? null : from.Variable("HOSTNAME");

    private static string MachineAndProcess() =>
        string.Create(CultureInfo.InvariantCulture, $"{System.Environment.MachineName}-{System.Environment.ProcessId}");
}
