using System.Globalization;
using CloudNative.Sdk.Manifests.Code;
using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Environments;
using CloudNative.Sdk.Manifests.Settings;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Explaining;

/// <summary>Collects where the values of one environment come from, in the order in which they were found.</summary>
internal sealed class Explanations(CodeFacts code)
{
    private readonly List<object> _entries = [];

    /// <summary>Gets the entries for <c>explain.json</c>.</summary>
    public IReadOnlyList<object> Entries => _entries;

    /// <summary>Tells of a value that somebody stated, or else of the default.</summary>
    public void Add<T>(string field, Given<T>? given, T byDefault) => Add(field, given is null ? byDefault : given.Value, given?.Position);

    /// <summary>Tells of a value and its place; null is the default.</summary>
    public void Add(string field, object? value, Position? at)
    {
        if (value is not null)
        {
            var found = at is { File: not null } place && place != code.Assembly ? at : null;
            Add(field, value is TimeSpan duration ? DurationText.Write(duration) : Convert.ToString(value, CultureInfo.InvariantCulture), found is { } known ? SourceOf(known.File) : "default", found);
        }
    }

    /// <summary>Tells of a field of an object that the team changed after it was made.</summary>
    public void AddPatch(string field, string value, Position at) => Add(field, value, "patch", at);

    private void Add(string field, string value, string source, Position? at) =>
        _entries.Add(new YamlMap { { "field", field }, { "value", value }, { "source", source }, { "from", at?.ToString() } });

    private static string SourceOf(string file) =>
        file == "service.yaml" ? file
        : file.StartsWith("service.", StringComparison.Ordinal) && file == TargetEnvironment.OverlayOf(file.Substring("service.".Length).Replace(".yaml", "")) ? "overlay"
        : CiOverrides.IsSource(file) ? "ci"
        : file.EndsWith(".yaml", StringComparison.Ordinal) || file.EndsWith(".yml", StringComparison.Ordinal) ? "profile"
        : file.EndsWith(".cs", StringComparison.Ordinal) ? "fact"
        : file.EndsWith(".json", StringComparison.Ordinal) ? "settings"
        : "property";
}
