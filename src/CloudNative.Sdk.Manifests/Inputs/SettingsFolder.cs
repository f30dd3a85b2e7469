using CloudNative.Sdk.Manifests.Settings;

namespace CloudNative.Sdk.Manifests.Inputs;

/// <summary>A folder with files that a team writes: that of a project, or of a published service.</summary>
internal sealed class SettingsFolder(string folder)
{
    public const string ServiceFileName = "service.yaml";

    /// <summary>Gets <c>service.yaml</c>; null where there is none.</summary>
    public SourceText? ServiceFile() => Read(ServiceFileName);

    /// <summary>Gets the files <c>service.&lt;env&gt;.yaml</c>, by name.</summary>
    public IReadOnlyList<SourceText> Overlays() => ReadAll("service.*.yaml");

    /// <summary>Gets <c>appsettings.json</c> and those of environments, by name.</summary>
    public IReadOnlyList<SourceText> AppSettings() => ReadAll("appsettings*.json");

    private List<SourceText> ReadAll(string pattern) => Directory.Exists(folder)
        ? [.. Directory.GetFiles(folder, pattern).Select(Path.GetFileName).OrderBy(name => name, StringComparer.Ordinal).Select(Read).OfType<SourceText>()]
        : [];

    private SourceText? Read(string name)
    {
        var path = Path.Combine(folder, name);
        return File.Exists(path) ? new SourceText(name, File.ReadAllText(path)) : null;
    }
}
