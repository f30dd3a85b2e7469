using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Json;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Cli;

/// <summary>Where a command speaks: its answer to standard output, and problems and progress to standard error.</summary>
/// <param name="output">Standard output.</param>
/// <param name="error">Standard error.</param>
/// <param name="isJson">Whether the answer is for machines.</param>
/// <param name="isVerbose">Whether progress is told.</param>
internal sealed class Terminal(TextWriter output, TextWriter error, bool isJson, bool isVerbose)
{
    /// <summary>Writes the answer, as one JSON document or as text for people.</summary>
    public void Answer(YamlMap json, Func<string> text) => output.Write(isJson ? JsonText.Write(json) : text());

    /// <summary>Writes problems as compilers do: <c>file(line,col): error CNS7004: …</c>.</summary>
    public void Report(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
        {
            error.WriteLine(diagnostic.ToString());
        }
    }

    /// <summary>Writes a problem with the use of the command.</summary>
    public void Report(string message) => error.WriteLine($"dotnet cloudnative: {message}");

    /// <summary>Tells how far the work is, where somebody looks on.</summary>
    public void Progress(string message)
    {
        if (isVerbose)
        {
            error.WriteLine(message);
        }
    }
}
