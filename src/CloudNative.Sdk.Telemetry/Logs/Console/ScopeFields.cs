using System.Text.Json;
using CloudNative.Sdk.Telemetry.Logs.Redaction;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Logs.Console;

/// <summary>Writes the scopes of a record as a list, the outermost first: objects, or texts where a scope has no values.</summary>
internal static class ScopeFields
{
    private static readonly JsonEncodedText Scopes = JsonEncodedText.Encode("scopes");
    private static readonly Action<object?, JsonLine> Add = AddScope;
    private static readonly Action<object?, JsonLine> AddWithoutTrace = (scope, line) =>
    {
        if (!IsOfTrace(scope))
        {
            AddScope(scope, line);
        }
    };

    /// <param name="line">The line.</param>
    /// <param name="scopes">The scopes.</param>
    /// <param name="traced">Whether the line has the ids of trace and span already.</param>
    public static void Write(JsonLine line, IExternalScopeProvider? scopes, bool traced)
    {
        scopes?.ForEachScope(traced ? AddWithoutTrace : Add, line);
        if (line.HasScopes)
        {
            line.Json.WriteEndArray();
        }
    }

    /// <summary>Tells whether this is the scope that the logger factory adds for the ids of the activity, and not one of the application with such names.</summary>
    private static bool IsOfTrace(object? scope) =>
        scope?.GetType().Assembly == typeof(LoggerFactory).Assembly
        && scope is IReadOnlyList<KeyValuePair<string, object?>> { Count: > 0 } pairs && pairs[0].Key is "SpanId" or "TraceId";

    private static void AddScope(object? scope, JsonLine line)
    {
        if (scope is null || !line.HasRoom())
        {
            return;
        }

        if (!line.HasScopes)
        {
            line.HasScopes = true;
            line.Json.WritePropertyName(Scopes);
            line.Json.WriteStartArray();
        }

        scope = scope is RedactedScope redacted ? redacted.Now : scope;
        if (scope is IReadOnlyList<KeyValuePair<string, object?>> { Count: 1 } pairs && pairs[0].Key == PairFields.Template)
        {
            line.Json.WriteStringValue(line.Short(ValueText.Of(scope)));
        }
        else
        {
            ValueFields.Write(line, scope, depth: 0);
        }
    }
}
