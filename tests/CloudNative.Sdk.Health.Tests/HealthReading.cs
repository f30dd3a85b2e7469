using System.Text.Json;
using CloudNative.Sdk.TestSupport;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CloudNative.Sdk.Health.Tests;

/// <summary>Reads <c>/health</c> as a user does.</summary>
internal static class HealthReading
{
    public static async Task<JsonElement> HealthAsync(this TestHost host)
    {
        var response = await host.Ops.GetAsync("/health");
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return document.RootElement.Clone();
    }

    public static async Task<(string? Status, string? Description)> CheckAsync(this TestHost host, string name)
    {
        var check = (await host.HealthAsync()).GetProperty("checks").GetProperty(name);
        return (check.GetProperty("status").GetString(), check.GetProperty("description").GetString());
    }

    /// <summary>Waits until the check has run and says so.</summary>
    public static Task UntilAsync(this TestHost host, string name, HealthStatus status) => Eventually.IsTrueAsync(
        async () =>
        {
            var check = (await host.HealthAsync()).GetProperty("checks").GetProperty(name);
            return check.GetProperty("ageSeconds").ValueKind == JsonValueKind.Number && check.GetProperty("status").GetString() == status.ToString();
        },
        $"check '{name}' is {status}");
}
