using System.Collections;

namespace CloudNative.Sdk.Telemetry.Logs.Redaction;

/// <summary>A scope whose values may change while it lasts: it is redacted whenever a provider reads it.</summary>
internal sealed class RedactedScope(IEnumerable<KeyValuePair<string, object?>> scope, Redactor redactor) : IEnumerable<KeyValuePair<string, object?>>
{
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => ((IEnumerable<KeyValuePair<string, object?>>?)redactor.Redact(scope) ?? scope).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string? ToString() => redactor.Redact(scope)?.ToString() ?? scope.ToString();
}
