using System.Collections;

namespace CloudNative.Sdk.Telemetry.Logs.Redaction;

/// <summary>A scope whose values may change while it lasts: it is redacted whenever a provider reads it.</summary>
/// <remarks>A list, since there are providers that look into lists alone.</remarks>
internal sealed class RedactedScope(IEnumerable<KeyValuePair<string, object?>> scope, Redactor redactor) : IReadOnlyList<KeyValuePair<string, object?>>
{
    /// <summary>Gets the pairs as they are now. Who reads by index instead has them redacted anew for each.</summary>
    public IEnumerable<KeyValuePair<string, object?>> Now => (IEnumerable<KeyValuePair<string, object?>>?)redactor.Redact(scope) ?? scope;

    public int Count => Values().Count;

    public KeyValuePair<string, object?> this[int index] => Values()[index];

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => Now.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string? ToString() => Now.ToString();

    private IReadOnlyList<KeyValuePair<string, object?>> Values()
    {
        var now = Now;
        return now as IReadOnlyList<KeyValuePair<string, object?>> ?? [.. now];
    }
}
