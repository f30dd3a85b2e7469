using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CloudNative.Sdk.Health.Checks;

/// <summary>Reports when another service cannot be reached by its logical name, or answers that it fails (5xx).</summary>
internal sealed class ServiceCheck(IHttpClientFactory clients, Uri address) : IHealthCheck
{
    public const string ClientName = "CloudNative.Sdk.Health.ServiceCheck";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var client = clients.CreateClient(ClientName);
        using var response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        var status = (int)response.StatusCode;
        var text = string.Create(CultureInfo.InvariantCulture, $"{address} answered {status}");
        return status < 500 ? HealthCheckResult.Healthy(text) : new HealthCheckResult(context.Registration.FailureStatus, text);
    }
}
