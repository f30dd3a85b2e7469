using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Settings;

/// <summary>
/// Reads <c>override: {field: ports.http.port, value: 9000, reason: the proxy rewrites it}</c>, one or a list of them, and puts the values into the fields.
/// </summary>
internal static class Overrides
{
    public const string Field = "override";

    /// <summary>The fields that code can fix.</summary>
    private static readonly string[] Contradictable = ["ports.http.port", "ports.ops.port", "shutdown.drain", "shutdown.timeout"];

    private static readonly string[] Parts = ["field", "value", "reason"];

    /// <summary>Gets the file with the overridden fields set, and what was overridden.</summary>
    public static (YamlObject Stated, IReadOnlyList<OverrideSetting> Overrides) Apply(YamlObject stated, DiagnosticBag diagnostics)
    {
        var overrides = new List<OverrideSetting>();
        foreach (var node in stated.At(Field) switch { YamlList list => list.Items, { } one => [one], _ => [] })
        {
            if (node is not YamlObject mapping)
            {
                diagnostics.Error(DiagnosticIds.WrongValue, node.Position, $"override must be a mapping of field, value and reason, but was {node.Kind}");
            }
            else if (Read(new ObjectReader(mapping, Field, diagnostics), diagnostics) is { } setting)
            {
                stated = FieldPath.Set(stated, setting.Field.Split('.'), mapping.At("value")!);
                overrides.Add(setting);
            }
        }

        return (stated with { Fields = [.. stated.Fields.Where(field => field.Name != Field)] }, overrides);
    }

    private static OverrideSetting? Read(ObjectReader setting, DiagnosticBag diagnostics)
    {
        var field = setting.OneOf("field", Contradictable);
        var reason = setting.Text("reason", Shapes.Reason);
        foreach (var part in Parts.Where(part => setting.Node(part) is null))
        {
            diagnostics.Error(DiagnosticIds.ContradictedFact, setting.Position, $"the field '{setting.PathOf(part)}' is missing; what the code says is contradicted with a field, a value and a reason");
        }

        setting.Finish();
        return field is null || reason is null || setting.Node("value") is null ? null : new OverrideSetting(field.Value, reason.Value);
    }
}
