namespace CloudNative.Sdk.Telemetry.Logs.Redaction;

/// <summary>What is known about the records of one message template.</summary>
internal sealed class TemplatePlan
{
    private readonly KeyClassifier _keys;
    private readonly Dictionary<string, Classification>? _parameters;

    public TemplatePlan(string text, KeyClassifier keys, ClassifiedCode code)
    {
        (_keys, _parameters) = (keys, code.Parameters(text));
        Template = MessageTemplate.Parse(text);
        HasClassifiedName = Template.Names.Any(name => Of(name) != Classification.None);
    }

    public MessageTemplate Template { get; }

    /// <summary>Gets whether a value is classified by its name, whatever it is.</summary>
    public bool HasClassifiedName { get; }

    /// <summary>Gets what the value of a name is. An attribute on the parameter comes before the patterns.</summary>
    public Classification Of(string name) =>
        _parameters is not null && _parameters.TryGetValue(name, out var classification) ? classification : _keys.Of(name.TrimStart('@', '$'));
}
