using System.Collections;

namespace CloudNative.Sdk.Telemetry.Logs.Redaction;

/// <summary>The state of a record or a scope after redaction: what the providers get.</summary>
internal sealed class RedactedState(string message, KeyValuePair<string, object?>[] values) : IReadOnlyList<KeyValuePair<string, object?>>
{
    /// <summary>The formatter that goes with it.</summary>
    public static readonly Func<RedactedState, Exception?, string> Formatter = static (state, _) => state.ToString();

    public int Count => values.Length;

    public KeyValuePair<string, object?> this[int index] => values[index];

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => ((IEnumerable<KeyValuePair<string, object?>>)values).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => message;
}
