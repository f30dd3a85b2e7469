using System.Collections;

namespace CloudNative.Sdk.Telemetry.Logs.Redaction;

/// <summary>A scope whose values may change while it lasts: it is redacted whenever a provider reads it.</summary>
/// <remarks>A list, since there are providers that look into lists alone.</remarks>
internal sealed class RedactedScope(IEnumerable<KeyValuePair<string, object?>> scope, Redactor redactor) : IReadOnlyList<KeyValuePair<string, object?>>
{
    public int Count => Values().Count;

    public KeyValuePair<string, object?> this[int index] => Values()[index];

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => ((IEnumerable<KeyValuePair<string, object?>>?)redactor.Redact(scope) ?? scope).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string? ToString() => redactor.Redact(scope)?.ToString() ?? scope.ToString();

    private IReadOnlyList<KeyValuePair<string, object?>> Values() =>
        (IReadOnlyList<KeyValuePair<string, object?>>?)redactor.Redact(scope) ?? scope as IReadOnlyList<KeyValuePair<string, object?>> ?? [.. scope];
}
