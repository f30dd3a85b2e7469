using System.Text.Json;
using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Settings;

namespace CloudNative.Sdk.Manifests.Release;

/// <summary>What is read of the record of the release before.</summary>
internal sealed record PreviousRelease(string Service, string Version, string? Digest, string Hash, Contract Contract)
{
    public static PreviousRelease? Read(SourceText? file, DiagnosticBag diagnostics)
    {
        if (file is null)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(file.Text);
            var root = document.RootElement;
            if (root.GetProperty("schema").GetString() == ReleaseRecord.Schema)
            {
                var digest = root.GetProperty("build").TryGetProperty("digest", out var known) ? known.GetString() : null;
                return new PreviousRelease(root.GetProperty("service").GetString()!, root.GetProperty("version").GetString()!, digest, Sha256.Of(file.Text), Contract.Read(root.GetProperty("contract")));
            }
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // Said below.
        }

        diagnostics.Error(DiagnosticIds.Syntax, new Position(file.Name), $"the file is no release record ({ReleaseRecord.Schema}); give the release.json of the release before, or none");
        return null;
    }
}
