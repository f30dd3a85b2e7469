using System.Text;
using CloudNative.Sdk.Manifests.Settings;

namespace CloudNative.Sdk.Manifests.Release;

/// <summary>Names everything that manifests follow from, so that two releases can be told apart or found equal without their files.</summary>
internal static class InputHash
{
    public static string Of(ManifestInput input)
    {
        // A zero byte is in no part, so different inputs never give the same text.
        var text = new StringBuilder();
        foreach (var fact in input.Facts.Select(fact => fact.ToString()!).OrderBy(fact => fact, StringComparer.Ordinal))
        {
            text.Append(fact).Append('\0');
        }

        SourceText[] files = [.. input.AppSettings, .. input.Overlays, .. new[] { input.ServiceFile, input.Profile }.OfType<SourceText>()];
        foreach (var file in files.OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            text.Append(file.Name).Append('\0').Append(file.Text.Replace("\r\n", "\n")).Append('\0');
        }

        foreach (var setting in input.Overrides.Where(property => property.Value.Length > 0).Concat(input.Environment.Where(variable => CiOverrides.IsMeant(variable.Key))).OrderBy(setting => setting.Key, StringComparer.Ordinal))
        {
            text.Append(setting.Key).Append('\0').Append(setting.Value).Append('\0');
        }

        var build = input.Build;
        string[] properties = [build.AssemblyName, build.ProjectFile, build.Version, build.SourceRevisionId, build.ContainerRegistry, build.ContainerRepository, build.ContainerImageTag, build.ContainerImageTags, build.ContainerDigest, .. build.ContainerPorts];
        return Sha256.Of(text.Append(string.Join("\0", properties)).ToString());
    }
}
