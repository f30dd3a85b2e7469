using CloudNative.Sdk.Telemetry.Tracing.Server;

namespace CloudNative.Sdk.Telemetry.Logs.Redaction;

/// <summary>The query of a request, which ASP.NET Core logs by this name: its keys are shown, its values are not.</summary>
internal static class QueryText
{
    private const string Key = "QueryString";
    private static readonly QueryRedaction Redaction = new([]);

    public static bool IsQuery(string key, object? value) => value is string { Length: > 0 } && IsQueryName(key);

    public static string Shown(string key, string value) =>
        !IsQuery(key, value) ? value : value[0] == '?' ? '?' + Redaction.Redact(value) : Redaction.Redact(value);

    public static bool IsQueryName(string key) => string.Equals(key, Key, StringComparison.OrdinalIgnoreCase);
}
