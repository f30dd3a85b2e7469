using System.Globalization;
using System.Text;

namespace CloudNative.Sdk.Telemetry.Logs.Redaction;

/// <summary>The redaction of one state.</summary>
internal sealed class StateRedaction(RedactionPolicy policy, ValueShapes shapes)
{
    private List<string>? _raw;

    /// <summary>Gets or sets whether the classified values are kept as text, to be found in the exception.</summary>
    public bool KeepsRaw { get; init; }

    /// <summary>Gets the classified values of the state as text.</summary>
    public IReadOnlyList<string> Raw => _raw ?? [];

    /// <summary>Gets whether personal data was met.</summary>
    public bool HasPersonalData { get; private set; }

    /// <summary>Redacts a state.</summary>
    /// <param name="state">The state.</param>
    /// <param name="plan">The plan of its template, if it has one.</param>
    public RedactedState Redact(object state, TemplatePlan? plan)
    {
        if (state is not IEnumerable<KeyValuePair<string, object?>> pairs)
        {
            return new RedactedState(Text(state), []);
        }

        var values = new List<KeyValuePair<string, object?>>();
        foreach (var (key, value) in pairs)
        {
            values.Add(KeyValuePair.Create(key, Show(plan?.Of(key) ?? policy.Keys.Of(key), value)));
        }

        return new RedactedState(plan?.Template.Fill(values) ?? List(values), [.. values]);
    }

    private object? Show(Classification classification, object? value)
    {
        if (value is null or string && classification == Classification.None)
        {
            return value;
        }

        if (value is null)
        {
            return null;
        }

        if (classification != Classification.None)
        {
            Keep(value);
            HasPersonalData |= classification == Classification.PersonalData;
            return ValueWriter.Classified(classification, value, policy, shapes);
        }

        return shapes.Of(value.GetType()).Kind == ValueKind.Plain ? value : Text(value);
    }

    private string Text(object value)
    {
        var text = ValueWriter.Text(value, policy, shapes, out var hasPersonalData);
        HasPersonalData |= hasPersonalData;
        return text;
    }

    private void Keep(object value)
    {
        if (KeepsRaw && value is string or IFormattable)
        {
            (_raw ??= []).Add(string.Create(CultureInfo.InvariantCulture, $"{value}"));
        }
    }

    /// <summary>A state without a template has a text of its own, which may quote anything: its values are listed instead.</summary>
    private static string List(List<KeyValuePair<string, object?>> values)
    {
        var text = new StringBuilder();
        foreach (var (key, value) in values)
        {
            text.Append(text.Length == 0 ? "" : ", ").Append(key).Append(": ").Append(CultureInfo.InvariantCulture, $"{value ?? "(null)"}");
        }

        return text.ToString();
    }
}
