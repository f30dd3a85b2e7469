using CloudNative.Sdk.Testing.Components;
using CloudNative.Sdk.Testing.Processes;
using Shop.Demo.Steps;

namespace Shop.Demo;

/// <summary>The main job of the SDK, shown on three real services.</summary>
internal static class Demo
{
    /// <summary>How long the steps of a run without questions may take; with the start and the clean-up it stays below 90 s.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(75);

    /// <summary>Runs all steps; every started process has ended when this returns.</summary>
    /// <returns>The exit code: 0 only when everything held.</returns>
    public static async Task<int> RunAsync(Report report, bool stayUp, CancellationToken cancellationToken)
    {
        report.Title("CloudNative.Sdk: Storefront -> Catalog and Orders, three services being operated");
        using var scratch = new ScratchFolder();
        await using var services = new RunningShop();
        await using var monitoring = new Monitoring();
        try
        {
            await StartStep.RunAsync(services, report, cancellationToken);
            monitoring.Begin(services.Orders, cancellationToken);
            await TrafficStep.RunAsync(services, report, cancellationToken);
            await DrainStep.RunAsync(services, report, cancellationToken);
            await ExemplarStep.RunAsync(services, monitoring, report, cancellationToken);
            await LogLevelStep.RunAsync(services, report, cancellationToken);
            await DiagnosticStep.RunAsync(scratch.Path, report, cancellationToken);
            await ManifestStep.RunAsync(scratch.Path, report, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            report.Check(false, "The demo ran to its end: it was interrupted, or ran out of time.");
        }
        catch (Exception exception) when (exception is ChildProcessException or TimeoutException or HttpRequestException or IOException)
        {
            report.Check(false, exception.Message);
        }

        report.Summary();
        if (stayUp && report.AllHeld)
        {
            await services.StayUpAsync(report, cancellationToken);
        }

        return report.AllHeld ? 0 : 1;
    }
}
