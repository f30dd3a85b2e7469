using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Environments;

/// <summary>
/// Lays <c>service.&lt;env&gt;.yaml</c> over <c>service.yaml</c>: mappings merge by key, lists of objects by <c>name</c>, other lists are replaced (<c>+name:</c> appends), and
/// <c>null</c> deletes. Every value keeps its place, so that a problem is reported in the file that states it.
/// </summary>
internal sealed class Overlay(DiagnosticBag diagnostics)
{
    private const string Append = "+";

    /// <summary>What is the same everywhere by its nature.</summary>
    private static readonly string[] Common = ["name", "partOf", "ports", "environments", "targets", "allowedEnvironment"];

    public YamlObject Apply(YamlObject service, YamlObject overlay)
    {
        var fields = new List<YamlField>();
        foreach (var field in overlay.Fields)
        {
            if (Common.Contains(field.Name))
            {
                diagnostics.Error(DiagnosticIds.UnknownField, field.Position, $"the field '{field.Name}' is the same in every environment; state it in service.yaml");
            }
            else if (field.Name == "instances")
            {
                Instances(overlay, field, fields);
            }
            else
            {
                fields.Add(field);
            }
        }

        return Merge(service, overlay with { Fields = fields }, path: null);
    }

    /// <summary>Reads <c>instances: 3</c> as <c>scale: {min: 3}</c>.</summary>
    private void Instances(YamlObject overlay, YamlField field, List<YamlField> fields)
    {
        if (Find(overlay, "scale") is { Value: YamlObject scale } && Find(scale, "min") is not null)
        {
            diagnostics.Error(DiagnosticIds.DuplicateKey, field.Position, "'instances' is short for scale.min, which is given too; remove one of the two");
            return;
        }

        var stated = fields.FindIndex(other => other.Name == "scale");
        var min = new YamlField(field.Position, "min", field.Value);
        if (stated >= 0 && fields[stated].Value is YamlObject earlier)
        {
            fields[stated] = fields[stated] with { Value = earlier with { Fields = [.. earlier.Fields, min] } };
        }
        else if (Find(overlay, "scale") is { Value: YamlObject later })
        {
            fields.Add(new YamlField(field.Position, "scale", later with { Fields = [min] }));
        }
        else
        {
            fields.Add(new YamlField(field.Position, "scale", new YamlObject(field.Position, [min])));
        }
    }

    private YamlObject Merge(YamlObject below, YamlObject above, string? path)
    {
        var fields = below.Fields.ToList();
        foreach (var field in above.Fields)
        {
            var appends = field.Name.StartsWith(Append, StringComparison.Ordinal);
            var name = appends ? field.Name.Substring(Append.Length) : field.Name;
            var fieldPath = path is null ? name : $"{path}.{name}";
            var index = fields.FindIndex(other => other.Name == name);
            if (field.Value is YamlText { IsNull: true })
            {
                Delete(fields, index, field, fieldPath);
            }
            else if (index < 0)
            {
                fields.Add(field with { Name = name });
            }
            else
            {
                fields[index] = new YamlField(field.Position, name, MergeValue(fields[index].Value, field.Value, fieldPath, appends));
            }
        }

        return below with { Fields = fields };
    }

    private void Delete(List<YamlField> fields, int index, YamlField field, string path)
    {
        if (index >= 0)
        {
            fields.RemoveAt(index);
        }
        else
        {
            diagnostics.Error(DiagnosticIds.WrongValue, field.Position, $"'{path}: null' deletes a field that service.yaml does not have; remove it");
        }
    }

    private YamlNode MergeValue(YamlNode below, YamlNode above, string path, bool appends) => (below, above) switch
    {
        (YamlObject lower, YamlObject upper) => Merge(lower, upper, path),
        (YamlList lower, YamlList upper) when appends => upper with { Items = [.. lower.Items, .. upper.Items] },
        (YamlList lower, YamlList upper) when lower.Items.Concat(upper.Items).All(item => NameOf(item) is not null) => MergeByName(lower, upper, path),
        _ => above,
    };

    private YamlList MergeByName(YamlList below, YamlList above, string path)
    {
        var items = below.Items.ToList();
        foreach (var item in above.Items.Cast<YamlObject>())
        {
            var index = items.FindIndex(other => NameOf(other) == NameOf(item));
            if (index < 0)
            {
                items.Add(item);
            }
            else
            {
                items[index] = Merge((YamlObject)items[index], item, $"{path}[{NameOf(item)}]");
            }
        }

        return above with { Items = items };
    }

    private static string? NameOf(YamlNode node) => node is YamlObject item && Find(item, "name")?.Value is YamlText { IsNull: false } name ? name.Value : null;

    private static YamlField? Find(YamlObject node, string name) => node.Fields.FirstOrDefault(field => field.Name == name);
}
