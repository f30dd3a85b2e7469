using System.Globalization;
using CloudNative.Sdk.Manifests.Code;
using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Settings;

/// <summary>Reads the fields of one mapping, checks them, and reports what it was never asked for.</summary>
/// <param name="node">The mapping.</param>
/// <param name="path">The path to it, as <c>scale.min</c>; null for the whole file.</param>
/// <param name="diagnostics">Takes the problems.</param>
/// <param name="echoes">False where a value may be a secret by mistake, so that no message repeats it.</param>
internal sealed class ObjectReader(YamlObject node, string? path, DiagnosticBag diagnostics, bool echoes = true)
{
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private readonly List<string> _later = [];

    public Position Position => node.Position;

    /// <summary>Gets all fields, for mappings whose keys the team chooses.</summary>
    public IReadOnlyList<YamlField> Fields => node.Fields;

    public string PathOf(string name) => path is null ? name : $"{path}.{name}";

    public YamlNode? Node(string name)
    {
        _asked.Add(name);
        return node.Find(name) is { } value and not YamlText { IsNull: true } ? value : null;
    }

    /// <summary>Names fields that exist in the format, but that this version does not render.</summary>
    public void Later(params string[] names) => _later.AddRange(names);

    public Given<string>? Text(string name, Shape shape) => Text(Node(name), PathOf(name), shape);

    public Given<string>? Text(YamlNode? value, string fieldPath, Shape shape) =>
        Parse(value, fieldPath, shape.Rule, text => shape.Matches(text) ? text : null);

    public Given<string>? OneOf(string name, params string[] allowed) =>
        Parse(Node(name), PathOf(name), "one of " + string.Join(", ", allowed), text => allowed.Contains(text) ? text : null);

    public Given<int>? Integer(string name, int min, int max) =>
        Value(name, FormattableString.Invariant($"a whole number from {min} to {max}"), text => TryParse(text, min, max, out var number) ? number : (int?)null);

    public Given<int>? Port(string name) => Integer(name, 1, Number.MaxPort);

    public Given<TimeSpan>? Duration(string name, TimeSpan max) =>
        Value(name, $"a duration from 0s to {DurationText.Write(max)}, as 500ms, 10s or 5m", text => DurationText.Parse(text) is { } duration && duration <= max ? duration : (TimeSpan?)null);

    public Given<Quantity>? Quantity(string name, string rule, Func<string, Quantity?> parse) => Parse(Node(name), PathOf(name), rule, parse);

    public ObjectReader? Object(string name) => Object(Node(name), PathOf(name));

    public ObjectReader? Object(YamlNode? value, string fieldPath)
    {
        if (value is null or YamlObject or YamlText { IsNull: true })
        {
            return value is YamlObject child ? new ObjectReader(child, fieldPath, diagnostics) : null;
        }

        WrongValue(value.Position, fieldPath, "a mapping", value.Kind);
        return null;
    }

    public IReadOnlyList<YamlNode>? List(string name)
    {
        var value = Node(name);
        if (value is null or YamlList)
        {
            return (value as YamlList)?.Items;
        }

        WrongValue(value.Position, PathOf(name), "a list", value.Kind);
        return null;
    }

    /// <summary>Reads a list of names, each of which may stand there once.</summary>
    public IReadOnlyList<Given<string>>? Names(string name, Shape shape)
    {
        if (List(name) is not { } items)
        {
            return null;
        }

        var names = new List<Given<string>>();
        for (var index = 0; index < items.Count; index++)
        {
            var path = FormattableString.Invariant($"{PathOf(name)}[{index}]");
            if (Text(items[index], path, shape) is not { } given)
            {
                continue;
            }

            if (names.Any(other => other.Value == given.Value))
            {
                diagnostics.Error(DiagnosticIds.DuplicateKey, given.Position, $"{PathOf(name)} names '{given.Value}' twice");
                continue;
            }

            names.Add(given);
        }

        return names;
    }

    /// <summary>Reads a number with decimals.</summary>
    public Given<double>? Decimal(string name, string rule, Func<double, bool> isAllowed) =>
        Value(name, rule, text => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && isAllowed(number) ? number : (double?)null);

    /// <summary>Reads true or false.</summary>
    public bool? Truth(string name) => OneOf(name, "true", "false") is { } given ? given.Value == "true" : null;

    /// <summary>Reports each of these fields that is missing.</summary>
    public void Require(params string[] names)
    {
        foreach (var name in names.Where(name => Node(name) is null))
        {
            Missing(name);
        }
    }

    private void Missing(string name) =>
        diagnostics.Error(DiagnosticIds.MissingField, Position, $"the field '{PathOf(name)}' is missing");

    /// <summary>Reports every field that nobody asked for; call it last.</summary>
    public void Finish()
    {
        foreach (var field in node.Fields.Where(field => !_asked.Contains(field.Name)))
        {
            diagnostics.Error(
                DiagnosticIds.UnknownField,
                field.Position,
                _later.Contains(field.Name)
                    ? $"the field '{PathOf(field.Name)}' is not rendered by this version; remove it, so that nothing is lost silently"
                    : $"unknown field '{field.Name}'; {Suggestion.For(field.Name, _asked)}");
        }
    }

    public void WrongValue(Position at, string fieldPath, string rule, string found) =>
        diagnostics.Error(DiagnosticIds.WrongValue, at, $"{fieldPath} must be {rule}, but was {(echoes ? found : "something else")}");

    /// <summary>Gets a text; reports a value of another kind.</summary>
    public string? Scalar(YamlNode value, string fieldPath, string rule)
    {
        if (value is YamlText text)
        {
            return text.Value;
        }

        WrongValue(value.Position, fieldPath, rule, value.Kind);
        return null;
    }

    private Given<T>? Value<T>(string name, string rule, Func<string, T?> parse)
        where T : struct =>
        Parse(Node(name), PathOf(name), rule, parse) is { } given ? new Given<T>(given.Value.GetValueOrDefault(), given.Position) : null;

    private Given<T>? Parse<T>(YamlNode? value, string fieldPath, string rule, Func<string, T?> parse)
    {
        if (value is null || Scalar(value, fieldPath, rule) is not { } text)
        {
            return null;
        }

        if (parse(text) is { } parsed)
        {
            return new Given<T>(parsed, value.Position);
        }

        WrongValue(value.Position, fieldPath, rule, value.Kind);
        return null;
    }

    private static bool TryParse(string text, int min, int max, out int number) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number) && number >= min && number <= max;
}
