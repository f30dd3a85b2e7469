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
        int status;
        try
        {
            using var response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            status = (int)response.StatusCode;
        }
        catch (NotSupportedException) when (address.Scheme.Contains('+', StringComparison.Ordinal))
        {
            return new HealthCheckResult(context.Registration.FailureStatus, $"nothing resolves {address}. Call builder.AddCloudNativeDiscovery(), or give the check an http or https address.");
        }

        var shown = address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.SafeUnescaped);
        var text = string.Create(CultureInfo.InvariantCulture, $"{shown} answered {status}");
        return status < 500 ? HealthCheckResult.Healthy(text) : new HealthCheckResult(context.Registration.FailureStatus, text);
    }
}
