using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Output;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Linting;

/// <summary>Finds alerts that can never fire and panels that stay empty: those that ask for a metric which nobody declares.</summary>
internal sealed class MetricsCheck(KnownMetrics known, DiagnosticBag diagnostics)
{
    /// <summary>Checks the files of rules and the dashboards, which are YAML too.</summary>
    public void Check(IEnumerable<ManifestFile> files)
    {
        var documents = files.Where(IsAsking).SelectMany(file => file.Read(diagnostics)).ToList();
        var expressions = documents.SelectMany(Expressions).ToList();
        var recorded = new HashSet<string>(documents.SelectMany(Rules).Select(rule => rule.TextAt("record")).OfType<string>(), StringComparer.Ordinal);
        foreach (var (what, expression) in expressions)
        {
            foreach (var name in QueryMetrics.In(expression.Value).Where(name => !known.Contains(name) && !recorded.Contains(name)))
            {
                diagnostics.Error(DiagnosticIds.UnknownMetric, expression.Position, $"{what} asks for '{name}', which the code does not declare{known.Suggest(name)}");
            }
        }
    }

    private static bool IsAsking(ManifestFile file) => file.Path.EndsWith(".rules.yaml", StringComparison.Ordinal) || (file.Path.EndsWith(".json", StringComparison.Ordinal) && file.Content.Contains("\"panels\""));

    private static IEnumerable<YamlNode> Rules(YamlNode document) => document.ItemsAt("groups").Concat(document.ItemsAt("spec", "groups")).SelectMany(group => group.ItemsAt("rules"));

    private static IEnumerable<(string What, YamlText Expression)> Expressions(YamlNode document)
    {
        var rules = Rules(document).Select(rule => (What: rule.TextAt("alert") is { } alert ? $"the alert '{alert}'" : $"the recording rule '{rule.TextAt("record")}'", Expression: rule.At("expr")));
        var panels = document.ItemsAt("panels").SelectMany(panel => panel.ItemsAt("targets").Select(target => (What: $"the panel '{panel.TextAt("title")}'", Expression: target.At("expr"))));
        return rules.Concat(panels).Where(entry => entry.Expression is YamlText).Select(entry => (entry.What, (YamlText)entry.Expression!));
    }
}
