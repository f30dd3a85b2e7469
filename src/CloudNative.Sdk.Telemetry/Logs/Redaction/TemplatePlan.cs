namespace CloudNative.Sdk.Telemetry.Logs.Redaction;

/// <summary>What is known about the records of one message template.</summary>
internal sealed class TemplatePlan
{
    private readonly KeyClassifier _keys;
    private readonly Dictionary<string, Classification>? _parameters;

    private readonly MessageTemplate? _template;

    public TemplatePlan(string text, KeyClassifier keys, ClassifiedCode code)
    {
        (_keys, _parameters, _template) = (keys, code.Parameters(text), MessageTemplate.Parse(text));
        HasClassifiedName = _template.Names.Any(name => Of(name) != Classification.None || QueryText.IsQueryName(name));
    }

    /// <summary>The plan of all templates without holes.</summary>
    public TemplatePlan(KeyClassifier keys) => _keys = keys;

    /// <summary>Gets whether a value is classified by its name, whatever it is.</summary>
    public bool HasClassifiedName { get; }

    /// <summary>Gets what the value of a name is. An attribute on the parameter comes before the patterns.</summary>
    public Classification Of(string name) =>
        _parameters is not null && _parameters.TryGetValue(KeyClassifier.WithoutOperator(name), out var classification) ? classification : _keys.Of(name);

    /// <summary>Gets what a value is, by its name and by its type.</summary>
    public Classification Of(string name, object? value) =>
        _parameters is not null && _parameters.TryGetValue(KeyClassifier.WithoutOperator(name), out var classification) ? classification : _keys.Of(name, value);

    /// <summary>Fills the template with the values of a state, whose last one is the template.</summary>
    public string? Fill(IReadOnlyList<KeyValuePair<string, object?>> values) => (_template ?? MessageTemplate.Parse(values[^1].Value as string ?? string.Empty)).Fill(values);
}
