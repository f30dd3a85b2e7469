using CloudNative.Sdk.TestSupport.Components;
using CloudNative.Sdk.TestSupport.Processes;

namespace CloudNative.Sdk.Integration.Tests.Components;

/// <summary>Prometheus's own linter.</summary>
internal static class Promtool
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    /// <summary>Runs <c>promtool check metrics</c> on a page in Prometheus text.</summary>
    /// <returns>Its findings, one a metric; empty when it accepts the page.</returns>
    public static async Task<IReadOnlyList<string>> CheckMetricsAsync(string page, CancellationToken cancellationToken)
    {
        var prometheus = await RealComponent.ObtainAsync(DebianComponent.Prometheus, cancellationToken);
        using var scratch = new ScratchFolder();
        var file = await scratch.WriteAsync("metrics.txt", page, cancellationToken);

        // promtool reads the page from its standard input only.
        await using var promtool = ChildProcess.Start("promtool", "bash", ["-c", "exec \"$0\" check metrics < \"$1\"", prometheus.PathOf("usr/bin/promtool"), file]);
        var exitCode = await promtool.WaitForExitAsync(Timeout, cancellationToken);
        return exitCode == 0 ? [] : promtool.Output.Split(Environment.NewLine);
    }
}
