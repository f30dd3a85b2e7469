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
            var isFound = at is { } place && place != code.Assembly;
            _entries.Add(new YamlMap
            {
                { "field", field },
                { "value", value is TimeSpan duration ? DurationText.Write(duration) : Convert.ToString(value, CultureInfo.InvariantCulture) },
                { "source", isFound ? SourceOf(at!.Value.File) : "default" },
                { "from", isFound ? at!.Value.ToString() : null },
            });
        }
    }

    private static string SourceOf(string file) =>
        file == "service.yaml" ? file
        : file.StartsWith("service.", StringComparison.Ordinal) && file == TargetEnvironment.OverlayOf(file.Substring("service.".Length).Replace(".yaml", "")) ? "overlay"
        : file.EndsWith(".cs", StringComparison.Ordinal) ? "fact"
        : file.EndsWith(".json", StringComparison.Ordinal) ? "settings"
        : "property";
}
