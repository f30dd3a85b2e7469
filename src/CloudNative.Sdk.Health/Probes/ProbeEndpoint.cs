using CloudNative.Sdk.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CloudNative.Sdk.Health.Probes;

/// <summary>Answers a probe with its verdict: 200 Healthy, 200 Degraded or 503 Unhealthy. It reads memory only.</summary>
internal abstract class ProbeEndpoint(string path, string description, Func<HealthStatus> verdict) : IOpsEndpoint
{
    private static readonly byte[] Healthy = "Healthy"u8.ToArray();
    private static readonly byte[] Degraded = "Degraded"u8.ToArray();
    private static readonly byte[] Unhealthy = "Unhealthy"u8.ToArray();

    public string Path => path;

    public string Description => description;

    public Task GetAsync(HttpContext context)
    {
        var status = verdict();
        var body = status switch
        {
            HealthStatus.Healthy => Healthy,
            HealthStatus.Degraded => Degraded,
            _ => Unhealthy,
        };
        context.Response.StatusCode = status == HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        return OpsResponse.WriteBytesAsync(context, "text/plain", body);
    }
}
