using CloudNative.Sdk.TestSupport.Services;

namespace Shop.Demo.Steps;

/// <summary>Compiles a service with a defect that the compiler alone does not see.</summary>
internal static class DiagnosticStep
{
    private const string Rule = "CNS3004";

    private static readonly string Analyzers =
        Repository.PathOf("analyzers", "CloudNative.Sdk.Analyzers", "bin", Repository.Configuration, "netstandard2.0", "CloudNative.Sdk.Analyzers.dll");

    public static async Task RunAsync(string scratch, Report report, CancellationToken cancellationToken)
    {
        report.Step("Build a service that records milliseconds in a histogram of seconds");
        var planted = Path.Combine(AppContext.BaseDirectory, "Planted");
        var folder = Directory.CreateDirectory(Path.Combine(scratch, "Checkout")).FullName;
        File.Copy(Path.Combine(planted, "Checkout.cs"), Path.Combine(folder, "Checkout.cs"));
        File.Copy(Path.Combine(planted, "Checkout.csproj.txt"), Path.Combine(folder, "Checkout.csproj"));

        var (_, output) = await DotnetCommand.RunAsync(folder, cancellationToken, "build", $"-p:CloudNativeAnalyzers={Analyzers}", "-v:quiet");
        var lines = output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim()).ToList();
        var diagnostic = lines.FirstOrDefault(line => line.Contains(Rule, StringComparison.Ordinal));
        report.Say(diagnostic?.Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal).Replace($" [Checkout.csproj]", "", StringComparison.Ordinal) ?? output);
        report.Check(diagnostic is not null, $"dotnet build reports {Rule} with its place");
    }
}
