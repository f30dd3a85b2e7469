using System.Net;
using System.Text.Json;
using CloudNative.Sdk.TestSupport.Services;

namespace CloudNative.Sdk.Telemetry.Tests.Logs.Console;

/// <summary>What a real service writes to its real console.</summary>
public sealed class ConsoleOutputTests
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task In_production_every_line_is_a_record_in_json()
    {
        var lines = await RunAsync(("Logging:LogLevel:Default", "Debug"), ("Logging:LogLevel:Microsoft.AspNetCore", "Debug"));
        var records = lines.Select(line => JsonDocument.Parse(line).RootElement).ToArray();

        Assert.All(records, record => Assert.Equal(
            ["timestamp", "level", "category"], record.EnumerateObject().Take(3).Select(property => property.Name)));
        var request = Assert.Single(records, record => record.GetProperty("message").GetString()!.StartsWith("Request finished", StringComparison.Ordinal));
        Assert.Equal(200, request.GetProperty("properties").GetProperty("StatusCode").GetInt32());
        Assert.Matches("^[0-9a-f]{32}$", request.GetProperty("trace_id").GetString());
        Assert.Contains(request.GetProperty("scopes").EnumerateArray(), scope => scope.TryGetProperty("RequestPath", out var path) && path.GetString() == "/products");
    }

    [Fact]
    public async Task In_development_it_is_the_readable_console_of_dotnet()
    {
        var lines = await RunAsync(("environment", "Development"), ("ASPNETCORE_ENVIRONMENT", "Development"), ("DOTNET_ENVIRONMENT", "Development"));

        Assert.Contains("info: Microsoft.Hosting.Lifetime[0]", lines);
    }

    [Fact]
    public async Task Switched_off_nothing_is_written() =>
        Assert.Empty(await RunAsync(("CloudNative:Telemetry:Logs:Console:Format", "None"), ("Logging:Console:LogLevel:Default", "Trace")));

    private static async Task<string[]> RunAsync(params (string Key, string Value)[] settings)
    {
        var address = ServiceAddress.Free();
        var cancel = TestContext.Current.CancellationToken;
        await using var service = ShopService.Start("Shop.Catalog", address, settings.Append(("CloudNative:Health:DrainDelay", "00:00:00")).Select(pair => KeyValuePair.Create(pair.Item1, pair.Item2)));
        await service.WaitUntilReadyAsync(cancel);
        Assert.Equal(HttpStatusCode.OK, await service.StatusAsync(new Uri(address.Application, "products"), cancel));
        Assert.Equal(0, await service.Process.StopAsync(StopTimeout, cancel));
        return service.Process.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
    }
}
