using Microsoft.CodeAnalysis.Diagnostics;

namespace CloudNative.Sdk.Analyzers.Generation;

/// <summary>What the build says about the project.</summary>
internal sealed record ProjectInput(string? Directory, bool IsWeb, bool IsWorker, bool IsTest, bool StatesFacts = true)
{
    public static ProjectInput Read(AnalyzerConfigOptionsProvider provider)
    {
        var options = provider.GlobalOptions;
        return new ProjectInput(
            options.TryGetValue("build_property.ProjectDir", out var directory) && directory.Length > 0 ? directory.Replace('\\', '/').TrimEnd('/') + "/" : null,
            IsTrue(options, "UsingMicrosoftNETSdkWeb"),
            IsTrue(options, "UsingMicrosoftNETSdkWorker"),
            IsTrue(options, "IsTestProject"),
            !(options.TryGetValue("build_property.CloudNativeFacts", out var facts) && facts.Equals("false", StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>Writes a place relative to the project; a file outside of it by its name alone, so that no machine's path is ever stored.</summary>
    public string Relative(SourcePlace place)
    {
        var file = place.File.Replace('\\', '/');
        var shown = Directory is not null && file.StartsWith(Directory, StringComparison.OrdinalIgnoreCase)
            ? file.Substring(Directory.Length)
            : file.Substring(file.LastIndexOf('/') + 1);
        return FormattableString.Invariant($"{shown}({place.Line},{place.Column})");
    }

    private static bool IsTrue(AnalyzerConfigOptions options, string property) =>
        options.TryGetValue("build_property." + property, out var value) && value.Equals("true", StringComparison.OrdinalIgnoreCase);
}
