using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Linting;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Settings;

/// <summary>Reads <c>exceptions: [{rule: CNS7126, reason: writes a 2 GiB spool, until: 2027-03-31}]</c>.</summary>
internal sealed class ExceptionsSection(ObjectReader root, DiagnosticBag diagnostics)
{
    private static readonly string[] Fields = ["rule", "reason", "until"];

    public IReadOnlyList<ExceptionSetting> Read()
    {
        var exceptions = new List<ExceptionSetting>();
        var items = root.List("exceptions") ?? [];
        for (var index = 0; index < items.Count; index++)
        {
            var path = FormattableString.Invariant($"exceptions[{index}]");
            if (items[index] is not YamlObject)
            {
                root.WrongValue(items[index].Position, path, "a mapping of rule, reason and until", items[index].Kind);
            }
            else if (ReadOne(root.Object(items[index], path)!) is { } exception)
            {
                exceptions.Add(exception);
            }
        }

        return exceptions;
    }

    private ExceptionSetting? ReadOne(ObjectReader exception)
    {
        var name = exception.Text("rule", Shapes.RuleName);
        var reason = exception.Text("reason", Shapes.Reason);
        var until = exception.Text("until", Shapes.Date);
        foreach (var field in Fields.Where(field => exception.Node(field) is null))
        {
            diagnostics.Error(DiagnosticIds.InvalidException, exception.Position, $"the field '{exception.PathOf(field)}' is missing; an exception names its rule, the reason, and its last day");
        }

        exception.Finish();
        if (name is not null && LintRules.Find(name.Value) is null)
        {
            diagnostics.Error(DiagnosticIds.WrongValue, name.Position, $"there is no rule '{name.Value}'; {Suggestion.Or(name.Value, LintRules.Names, "the rules are listed in docs/manifests.md")}");
            return null;
        }

        return name is null || reason is null || until is null ? null : new ExceptionSetting(name.Value, LintRules.Find(name.Value)!, reason.Value, until);
    }
}
