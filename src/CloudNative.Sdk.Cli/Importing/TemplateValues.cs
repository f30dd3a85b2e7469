using System.Text.RegularExpressions;
using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Cli.Importing;

/// <summary>The values of the old tokens: a mapping of <c>build</c> and <c>runtime</c>, each a mapping of names to plain values.</summary>
internal sealed partial class TemplateValues
{
    private const string DefaultEnvironment = "prod";

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>Gets the environment that the values are for.</summary>
    public string Environment => _values.GetValueOrDefault("runtime.env", DefaultEnvironment);

    /// <summary>Reads the file; what is wrong with it is reported.</summary>
    public static TemplateValues Read(string? path, DiagnosticBag diagnostics)
    {
        var values = new TemplateValues();
        if (path is null || YamlReader.Read(path, File.ReadAllText(path), diagnostics) is not { } root)
        {
            return values;
        }

        foreach (var scope in (root as YamlObject)?.Fields ?? [])
        {
            foreach (var field in (scope.Value as YamlObject)?.Fields ?? [])
            {
                values.Add($"{scope.Name}.{field.Name}", field, diagnostics);
            }
        }

        return values;
    }

    /// <summary>Tells whether a text keeps its tokens: all of them are told by the build, or are the environment.</summary>
    public static bool StaysToken(string text) => Token().Matches(text).All(token => token.Groups["path"].Value is "runtime.env" || token.Groups["path"].Value.StartsWith("build.", StringComparison.Ordinal));

    /// <summary>Puts the values in; a token without a value stays, and is told to the caller.</summary>
    public string Resolve(string text, Action<string> onMissing) => Token().Replace(text, token =>
    {
        var path = token.Groups["path"].Value;
        if (path == "runtime.env" || _values.ContainsKey(path))
        {
            return path == "runtime.env" ? Environment : _values[path];
        }

        onMissing(path);
        return token.Value;
    });

    private void Add(string name, YamlField field, DiagnosticBag diagnostics)
    {
        if (field.Value is YamlText text)
        {
            _values[name] = text.Value;
        }
        else
        {
            diagnostics.Error(DiagnosticIds.WrongValue, field.Position, $"{name} must be a plain value, but was {field.Value.Kind}");
        }
    }

    [GeneratedRegex(@"(?<!\$)\$\{(?<path>[A-Za-z0-9_.-]+)\}")]
    private static partial Regex Token();
}
