using CloudNative.Sdk.TestSupport.Services;

namespace Shop.Demo.Steps;

/// <summary>Publishes a service and looks at the deployment manifests that came out of the compiled code.</summary>
internal static class ManifestStep
{
    private const string Service = "Shop.Catalog";

    /// <summary>What the manifest must know of the code: the ports, the probes, and 5 s drain + 30 s shutdown timeout + 5 s margin.</summary>
    private static readonly string[] Expected =
        ["containerPort: 8080", "containerPort: 8081", "path: /healthz/startup", "path: /healthz/live", "path: /healthz/ready", "terminationGracePeriodSeconds: 40"];

    public static async Task RunAsync(string scratch, Report report, CancellationToken cancellationToken)
    {
        report.Step($"Publish {Service}");
        var folder = Path.Combine(scratch, "publish");
        var (exitCode, output) = await DotnetCommand.RunAsync(
            ShopService.ProjectFolder(Service), cancellationToken, "publish", "--no-build", "-c", Repository.Configuration, "-o", folder);
        report.Check(exitCode == 0, $"dotnet publish ended with exit code {exitCode}");
        if (exitCode != 0)
        {
            report.Say(output);
            return;
        }

        var deploy = Path.Combine(folder, "deploy");
        var files = Directory.Exists(deploy) ? Directory.EnumerateFiles(deploy, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList() : [];
        report.Say(string.Join(Environment.NewLine, files.Select(file => Path.GetRelativePath(folder, file))));
        var lines = files.Where(file => file.EndsWith("deployment.yaml", StringComparison.OrdinalIgnoreCase)).SelectMany(File.ReadLines)
            .Select(line => line.TrimStart(' ', '-')).ToList();
        foreach (var expected in Expected)
        {
            report.Check(lines.Contains(expected), $"the Deployment says {expected}");
        }
    }
}
