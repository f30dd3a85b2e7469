using System.Net;
using CloudNative.Sdk.TestSupport.Services;

namespace CloudNative.Sdk.Packages.Tests;

/// <summary>What operators ask of every service.</summary>
internal static class OperatedService
{
    private static readonly string[] Paths = ["/", "/healthz/live", "/healthz/ready", "/healthz/startup", "/health", "/info", "/metrics"];

    public static async Task AssertAnswersAsync(ServiceProcess service)
    {
        foreach (var path in Paths)
        {
            Assert.Equal((path, HttpStatusCode.OK), (path, await service.StatusAsync(service.Address.Ops(path), TestContext.Current.CancellationToken)));
        }

        Assert.Contains(
            "\ncloudnative_health_check_status{", await service.ReadAsync(service.Address.Ops("/metrics"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
