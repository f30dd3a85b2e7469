namespace CloudNative.Sdk.Core;

/// <summary>Says which service this is, which build of it, and which instance.</summary>
/// <remarks>
/// Each value is the first one found of: <c>OTEL_SERVICE_NAME</c> and <c>OTEL_RESOURCE_ATTRIBUTES</c>
/// (https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/), what the build wrote into the assembly, the standard variables
/// of CI servers, the Kubernetes downward API (<c>POD_NAME</c>, <c>POD_NAMESPACE</c>), the machine. Immutable.
/// </remarks>
public sealed class ServiceIdentity
{
    /// <summary>Gets the name of the service.</summary>
    /// <value>By default the application's name, which is that of the entry assembly.</value>
    public required string Name { get; init; }

    /// <summary>Gets the version of the service.</summary>
    /// <value>By default the informational version of the entry assembly without <c>+commit</c>.</value>
    public required string Version { get; init; }

    /// <summary>Gets the commit that was built.</summary>
    /// <value>A full hash, or <see langword="null"/> when it is not known.</value>
    public string? Commit { get; init; }

    /// <summary>Gets the branch that was built.</summary>
    /// <value><see langword="null"/> when it is not known.</value>
    public string? Branch { get; init; }

    /// <summary>Gets the CI server's id of the build.</summary>
    /// <value><see langword="null"/> when it is not known.</value>
    public string? BuildId { get; init; }

    /// <summary>Gets when the commit was made.</summary>
    /// <value>As the MSBuild property <c>CloudNativeCommitTime</c> states it, by default what git says; <see langword="null"/> when it is not known.</value>
    public DateTimeOffset? CommitTime { get; init; }

    /// <summary>Gets when the build began.</summary>
    /// <value>As the MSBuild property <c>CloudNativeBuildTime</c> or the CI server states it; <see langword="null"/> when it is not known.</value>
    public DateTimeOffset? BuildTime { get; init; }

    /// <summary>Gets the id of this running instance.</summary>
    /// <value>The pod or task where there is one, else <c>machine-pid</c>.</value>
    public required string InstanceId { get; init; }

    /// <summary>Gets the environment.</summary>
    /// <value>As <c>Production</c>; by default the host's environment name.</value>
    public required string Environment { get; init; }

    /// <summary>Gets the Kubernetes namespace.</summary>
    /// <value><see langword="null"/> outside Kubernetes.</value>
    public string? Namespace { get; init; }

    /// <summary>Gets the availability zone.</summary>
    /// <value><see langword="null"/> when it is not known.</value>
    public string? Zone { get; init; }
}
