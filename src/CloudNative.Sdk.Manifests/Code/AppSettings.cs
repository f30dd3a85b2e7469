using System.Globalization;
using System.Text.Json;
using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Settings;

namespace CloudNative.Sdk.Manifests.Code;

/// <summary>The configuration that a published service brings along: <c>appsettings.json</c>, then <c>appsettings.Production.json</c>.</summary>
internal sealed class AppSettings
{
    private static readonly JsonDocumentOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    private readonly Dictionary<string, (string Value, string File)> _values = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the files, the later ones over the earlier ones.</summary>
    public static AppSettings Read(IEnumerable<SourceText> files, DiagnosticBag diagnostics)
    {
        var settings = new AppSettings();
        foreach (var file in files)
        {
            try
            {
                using var document = JsonDocument.Parse(file.Text, Options);
                settings.Add(file.Name, document.RootElement, key: "");
            }
            catch (JsonException exception)
            {
                var at = new Position(file.Name, (int)(exception.LineNumber ?? 0) + 1, (int)(exception.BytePositionInLine ?? 0) + 1);
                diagnostics.Error(DiagnosticIds.Syntax, at, "the JSON cannot be read, and the service could not start with it either");
            }
        }

        return settings;
    }

    /// <summary>Gets a value and the file that it comes from.</summary>
    public (string Value, string File)? this[string key] => _values.TryGetValue(key, out var found) ? found : null;

    /// <summary>Gets all keys that are stated.</summary>
    public IReadOnlyList<string> Keys => [.. _values.Keys.OrderBy(key => key, StringComparer.Ordinal)];

    /// <summary>Gets whether anything is stated below a key, as the items of a list.</summary>
    public bool HasBelow(string key) => _values.Keys.Any(other => other.StartsWith(key + ":", StringComparison.OrdinalIgnoreCase));

    private void Add(string file, JsonElement element, string key)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    Add(file, property.Value, Join(key, property.Name));
                }

                break;
            case JsonValueKind.Array:
                var index = 0;
                foreach (var item in element.EnumerateArray())
                {
                    Add(file, item, Join(key, index++.ToString(CultureInfo.InvariantCulture)));
                }

                break;
            case JsonValueKind.String:
                _values[key] = (element.GetString()!, file);
                break;
            case JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False:
                _values[key] = (element.GetRawText(), file);
                break;
        }
    }

    private static string Join(string key, string name) => key.Length == 0 ? name : key + ":" + name;
}
