namespace CloudNative.Sdk.Telemetry.Logs.Redaction;

/// <summary>The redaction of one state.</summary>
internal sealed class StateRedaction(RedactionPolicy policy, ValueShapes shapes)
{
    private RawValues? _raw;

    /// <summary>Gets or sets whether the classified values are kept as text, to be found in the exception.</summary>
    public bool KeepsRaw { get; init; }

    /// <summary>Gets the classified values of the state as text; null where they are not kept.</summary>
    public RawValues? Raw => _raw;

    /// <summary>Gets whether personal data was met.</summary>
    public bool HasPersonalData { get; private set; }

    /// <summary>Redacts a state.</summary>
    /// <param name="state">The state.</param>
    /// <param name="plan">The plan of its template, if it has one.</param>
    public RedactedState Redact(object state, TemplatePlan? plan)
    {
        try
        {
            return state is IEnumerable<KeyValuePair<string, object?>> pairs ? Redact([.. pairs], plan) : new RedactedState(TextOf(state), []);
        }
        catch (Exception)
        {
            // A state that throws while it is read: a log call must not fail for what it logs.
            return new RedactedState(SafeText.Failed, []);
        }
    }

    private RedactedState Redact(KeyValuePair<string, object?>[] pairs, TemplatePlan? plan)
    {
        if (KeepsRaw || Array.Exists(pairs, pair => pair.Value is not (null or string) && shapes.Of(pair.Value.GetType()).Kind is not (ValueKind.Plain or ValueKind.Classified)))
        {
            FindRaw(pairs, plan);
        }

        var values = Array.ConvertAll(pairs, pair => KeyValuePair.Create(pair.Key, Show(pair.Key, plan?.Of(pair.Key, pair.Value) ?? policy.Keys.Of(pair.Key, pair.Value), pair.Value)));
        return new RedactedState(plan?.Fill(values) ?? List(values), values);
    }

    private string TextOf(object state)
    {
        _raw = new RawValues(shapes);
        new ValueWriter(policy, shapes, found: _raw).Text(state);
        return Text(state);
    }

    /// <summary>An exception may come before the value that it quotes, so the values are found first.</summary>
    private void FindRaw(KeyValuePair<string, object?>[] pairs, TemplatePlan? plan)
    {
        _raw = new RawValues(shapes);
        foreach (var (key, value) in pairs)
        {
            if ((plan?.Of(key, value) ?? policy.Keys.Of(key, value)) != Classification.None)
            {
                _raw.Add(value);
            }
            else if (value is not (null or string) && shapes.Of(value.GetType()).Kind != ValueKind.Plain)
            {
                new ValueWriter(policy, shapes, found: _raw).Text(value);
            }
        }
    }

    private object? Show(string key, Classification classification, object? value)
    {
        if (value is null)
        {
            return null;
        }

        if (classification != Classification.None)
        {
            HasPersonalData |= classification == Classification.PersonalData;
            return ValueWriter.Classified(classification, value, policy, shapes);
        }

        return value is string text ? QueryText.Shown(key, text) : shapes.Of(value.GetType()).Kind == ValueKind.Plain ? value : Text(value);
    }

    private string Text(object value)
    {
        var writer = new ValueWriter(policy, shapes, _raw);
        var text = writer.Text(value);
        HasPersonalData |= writer.HasPersonalData;
        return text;
    }

    /// <summary>A state without a template has a text of its own, which may quote anything: its values are listed instead.</summary>
    private static string List(KeyValuePair<string, object?>[] values) => string.Join(", ", values.Select(pair => $"{pair.Key}: {SafeText.Of(pair.Value)}"));
}
