using CloudNative.Sdk.TestSupport.Processes;
using CloudNative.Sdk.TestSupport.Services;

namespace CloudNative.Sdk.Integration.Tests.Shop;

public sealed class HealthcheckVerbTests
{
    [Fact]
    public async Task A_program_asks_its_running_instance()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var address = ServiceAddress.Free();
        Assert.Equal(1, await AskAsync(address, "does not answer", cancellationToken));

        await using var service = ShopService.Start("Shop.Catalog", address);
        await service.WaitUntilReadyAsync(cancellationToken);

        Assert.Equal(0, await AskAsync(address, "", cancellationToken));
    }

    private static async Task<int> AskAsync(ServiceAddress address, string output, CancellationToken cancellationToken)
    {
        var folder = ShopService.ProjectFolder("Shop.Catalog");
        await using var asking = ChildProcess.Start(
            "healthcheck",
            "dotnet",
            [Path.Combine(folder, "bin", Repository.Configuration, "net10.0", "Shop.Catalog.dll"), "--healthcheck"],
            [new("CloudNative__Ops__Port", $"{address.OpsPort}"), new("ASPNETCORE_HTTP_PORTS", $"{address.ApplicationPort}")],
            folder);
        var exitCode = await asking.WaitForExitAsync(TimeSpan.FromSeconds(30), cancellationToken);
        Assert.Contains(output, asking.Output, StringComparison.Ordinal);
        return exitCode;
    }
}
