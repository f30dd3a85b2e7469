using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Settings;

/// <summary>Reads <c>callers: [frontend, {namespace: batch}]</c>.</summary>
internal sealed class CallersSection(ObjectReader root, DiagnosticBag diagnostics)
{
    public IReadOnlyList<CallerSetting>? Read()
    {
        if (root.List("callers") is not { } items)
        {
            return null;
        }

        var callers = new List<CallerSetting>();
        for (var index = 0; index < items.Count; index++)
        {
            var path = FormattableString.Invariant($"callers[{index}]");
            if (items[index] is YamlObject mapping)
            {
                callers.Add(ReadObject(new ObjectReader(mapping, path, diagnostics)));
            }
            else
            {
                callers.Add(new CallerSetting(root.Text(items[index], path, Shapes.ServiceName)?.Value, null));
            }
        }

        return callers;
    }

    private static CallerSetting ReadObject(ObjectReader caller)
    {
        var setting = new CallerSetting(caller.Text("name", Shapes.ServiceName)?.Value, caller.Text("namespace", Shapes.DnsLabel)?.Value);
        caller.Require(caller.Node("name") is null ? ["namespace"] : []);
        caller.Finish();
        return setting;
    }
}
