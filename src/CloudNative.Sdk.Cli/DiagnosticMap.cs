using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Cli;

/// <summary>Writes a problem for machines.</summary>
internal static class DiagnosticMap
{
    public static YamlMap Of(Diagnostic diagnostic) => new()
    {
        { "file", diagnostic.Position.File },
        { "line", diagnostic.Position.Line },
        { "column", diagnostic.Position.Column },
        { "severity", diagnostic.IsError ? "error" : "warning" },
        { "id", diagnostic.Id },
        { "message", diagnostic.Message },
    };
}
