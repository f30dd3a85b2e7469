using CloudNative.Sdk.TestSupport.Processes;
using Shop.Demo.Scenarios;

namespace Shop.Demo;

/// <summary>Runs a scenario, whatever happens in it.</summary>
internal static class Demo
{
    /// <summary>How long the steps of a run without questions may take: three times what they take on a usual machine, as CI may have a slow one.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>Runs all steps and says how they ended.</summary>
    /// <returns>The exit code: 0 when everything held that could be shown here.</returns>
    public static async Task<int> RunAsync(IScenario scenario, Report report, bool stayUp, CancellationToken cancellationToken)
    {
        report.Title(scenario.Title);
        try
        {
            await scenario.RunAsync(report, cancellationToken);
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
            await scenario.StayUpAsync(report, cancellationToken);
        }

        return report.AllHeld ? 0 : 1;
    }
}
