using System.Collections;
using System.Runtime.CompilerServices;

namespace CloudNative.Sdk.Telemetry.Logs.Redaction;

/// <summary>Redacts the states of records and scopes, and exceptions.</summary>
/// <remarks>
/// Thread-safe. What has nothing to redact is recognized without an allocation. Little of it is generic: each type of state costs every start the compilation of what is.
/// </remarks>
internal sealed class Redactor(LogRedactionOptions options)
{
    private const string OriginalFormat = "{OriginalFormat}";

    private readonly RedactionPolicy _policy = new(options);
    private volatile Knowledge? _knowledge;

    private Knowledge Known
    {
        get
        {
            var code = ClassifiedCode.Current;
            return _knowledge is { } known && ReferenceEquals(known.Code, code) ? known : _knowledge = new Knowledge(code, new ValueShapes(code), new TemplatePlans(_policy.Keys, code));
        }
    }

    /// <summary>Returns whether a state has nothing to redact.</summary>
    /// <remarks>The casts are repeated in place because a state of .NET's own is a struct: so it is not boxed.</remarks>
    public bool IsClean<TState>(TState state)
    {
        if (!StateTraits<TState>.IsStock)
        {
            return IsCleanObject(state);
        }

        var count = ((IReadOnlyList<KeyValuePair<string, object?>>)state!).Count;
        if (count == 0 || PlanOf(((IReadOnlyList<KeyValuePair<string, object?>>)state)[count - 1]) is not { } plan)
        {
            return IsCleanObject(state);
        }

        if (plan.HasClassifiedName || StateTraits<TState>.HasPlainValues)
        {
            return !plan.HasClassifiedName;
        }

        for (var index = 0; index < count; index++)
        {
            if (!IsPlain(((IReadOnlyList<KeyValuePair<string, object?>>)state)[index].Value))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Redacts a state.</summary>
    /// <returns>The redacted state, or null where the state has nothing to redact.</returns>
    public RedactedState? Redact(object state) => IsCleanObject(state) ? null : new StateRedaction(_policy, Known.Shapes).Redact(state, PlanOf(state));

    /// <summary>Redacts a record with its exception.</summary>
    /// <param name="state">The state of the record, which has something to redact.</param>
    /// <param name="exception">Its exception.</param>
    public RedactedRecord Redact(object state, Exception? exception)
    {
        var plan = PlanOf(state);
        var redaction = new StateRedaction(_policy, Known.Shapes) { KeepsRaw = exception is not null };
        var redacted = redaction.Redact(state, plan);
        var routed = redaction.HasPersonalData && options.PersonalData == PersonalDataHandling.Route
            ? new StateRedaction(_policy.Revealing, Known.Shapes).Redact(state, plan)
            : null;
        return new RedactedRecord(redacted, routed, Redact(exception, redaction.Raw));
    }

    /// <summary>Redacts an exception.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="raw">The classified values of its record.</param>
    public Exception? Redact(Exception? exception, RawValues? raw = null) => exception is null ? null : new ExceptionRedactor(_policy, Known.Shapes, raw).Redact(exception);

    /// <summary>Gets what is pushed as the scope: the scope itself where it is clean and stays so.</summary>
    public object? Scope<TState>(TState state) => state switch
    {
        null => null,
        _ when StateTraits<TState>.IsStock => IsClean(state) ? null : Redact(state),
        IEnumerable<KeyValuePair<string, object?>> values => new RedactedScope(values, this),
        ITuple { Length: 2 } pair when pair[0] is string name => ScopeOf(name, pair[1], null),
        KeyValuePair<string, object?> pair => ScopeOf(pair.Key, pair.Value, pair),
        _ => Redact(state),
    };

    /// <summary>A pair stays one, as providers know how to show it; null where it is clean.</summary>
    private object? ScopeOf(string name, object? value, object? pair)
    {
        var writer = new ValueWriter(_policy, Known.Shapes);
        var text = writer.Text(name, value);
        return !writer.IsChanged ? null : pair is null ? ValueTuple.Create<string, object?>(name, text) : KeyValuePair.Create<string, object?>(name, text);
    }

    private bool IsCleanObject(object? state) =>
        state is null or string || (state is IEnumerable<KeyValuePair<string, object?>> values ? IsCleanState(values, PlanOf(state)) : IsCleanValue(state));

    /// <summary>A pair or a tuple is clean where nothing in it is erased; other elements may change before a provider reads them.</summary>
    private bool IsCleanValue(object state)
    {
        var kind = Known.Shapes.Of(state.GetType()).Kind;
        if (kind != ValueKind.Elements || state is IEnumerable)
        {
            return kind == ValueKind.Plain;
        }

        var writer = new ValueWriter(_policy, Known.Shapes);
        writer.Text(state);
        return !writer.IsChanged;
    }

    /// <summary>A state that throws while it is read is not clean.</summary>
    private bool IsCleanState(IEnumerable<KeyValuePair<string, object?>> values, TemplatePlan? plan)
    {
        try
        {
            return IsClean(values, plan);
        }
        catch (Exception)
        {
            return false;
        }
    }

    private bool IsClean(IEnumerable<KeyValuePair<string, object?>> values, TemplatePlan? plan)
    {
        foreach (var (key, value) in values)
        {
            if ((plan?.Of(key) ?? _policy.Keys.Of(key)) != Classification.None || !IsPlain(value) || QueryText.IsQuery(key, value))
            {
                return false;
            }
        }

        return true;
    }

    /// <remarks>The types that most values have come first: they need no look-up.</remarks>
    private bool IsPlain(object? value) => value is null or string or int or long or bool or double || Known.Shapes.Of(value.GetType()).Kind == ValueKind.Plain;

    private TemplatePlan? PlanOf(object state) => state is IReadOnlyList<KeyValuePair<string, object?>> { Count: > 0 and var count } pairs ? PlanOf(pairs[count - 1]) : null;

    /// <summary>Gets the plan of a state's template, which is its last pair; null where it has none.</summary>
    private TemplatePlan? PlanOf(KeyValuePair<string, object?> last) => last is { Key: OriginalFormat, Value: string template } ? Known.Plans.Of(template) : null;

    private sealed record Knowledge(ClassifiedCode Code, ValueShapes Shapes, TemplatePlans Plans);
}
