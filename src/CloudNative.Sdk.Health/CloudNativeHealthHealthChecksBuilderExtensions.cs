using CloudNative.Sdk.Health;
using CloudNative.Sdk.Health.Checks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds checks of other services.</summary>
public static class CloudNativeHealthHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds a check that another service can be reached by its logical name, through the same discovery as the service's own calls. Any answer below 500 counts as
    /// healthy. It counts for readiness and never for liveness: a restart of this service does not mend another one.
    /// </summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="service">The logical name, as <c>catalog</c>; also the name of the check.</param>
    /// <param name="failureStatus">The status on failure; <see langword="null"/> means Unhealthy. Degraded keeps this service in load balancing, for a service that can be done without.</param>
    /// <param name="tags">Further tags, without <c>live</c>.</param>
    /// <param name="address">What to ask; <see langword="null"/> means <c>https+http://{service}/healthz/ready</c>.</param>
    /// <returns>The health checks.</returns>
    /// <remarks>The default address needs <c>builder.AddCloudNativeDiscovery()</c>, which <c>AddCloudNative()</c> includes.</remarks>
    /// <exception cref="ArgumentException"><paramref name="service"/> is empty or no host name, or <paramref name="tags"/> contains <c>live</c>.</exception>
    public static IHealthChecksBuilder AddServiceCheck(
        this IHealthChecksBuilder builder, string service, HealthStatus? failureStatus = null, IEnumerable<string>? tags = null, Uri? address = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(service);
        if (Uri.CheckHostName(service) == UriHostNameType.Unknown)
        {
            throw new ArgumentException($"A service is named by a host name, but was '{service}'.", nameof(service));
        }

        string[] allTags = [.. tags ?? [], HealthTags.Ready];
        if (allTags.Contains(HealthTags.Live))
        {
            throw new ArgumentException($"The check of the service '{service}' must not count for liveness: a restart of this service does not mend another one. Remove the tag 'live'.", nameof(tags));
        }

        builder.Services.AddHttpClient(ServiceCheck.ClientName).RemoveAllLoggers();
        var target = address ?? new Uri($"https+http://{service}/healthz/ready");
        return builder.Add(new HealthCheckRegistration(
            service, provider => new ServiceCheck(provider.GetRequiredService<IHttpClientFactory>(), target), failureStatus, allTags.Distinct()));
    }
}
