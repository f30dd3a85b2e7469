using System.Text;
using System.Text.Json;
using CloudNative.Sdk.Telemetry.Logs.Console;
using CloudNative.Sdk.TestSupport;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CloudNative.Sdk.Telemetry.Tests.Logs.Console;

/// <summary>Logs one record through the JSON formatter.</summary>
internal static class Line
{
    private static readonly JsonLineFormatter Utf8 = new(new FakeTimeProvider(), Encoding.UTF8);

    /// <summary>Writes a record with these pairs, and reads the line back.</summary>
    public static JsonElement Of(IReadOnlyList<KeyValuePair<string, object?>> pairs, Exception? exception = null) => Parse(Text(pairs, exception: exception));

    /// <summary>Writes one pair, and reads its value back.</summary>
    public static JsonElement Value(object? value) => Of([KeyValuePair.Create("Value", value)]).GetProperty("properties").GetProperty("Value");

    public static string Text<TState>(
        TState state, string? message = "Hello", Exception? exception = null, EventId id = default, IExternalScopeProvider? scopes = null, JsonLineFormatter? formatter = null)
    {
        using var output = new StringWriter();
        var entry = new LogEntry<TState>(LogLevel.Information, "Shop.Orders", id, state, exception, (_, _) => message!);
        (formatter ?? Utf8).Write(entry, scopes, output);
        return output.ToString();
    }

    /// <summary>Reads a line, which must be one line of valid JSON.</summary>
    public static JsonElement Parse(string text)
    {
        Assert.Equal(text.Length - 1, text.IndexOf('\n', StringComparison.Ordinal));
        Assert.DoesNotContain(text[..^1], character => char.IsControl(character) || character is '\u2028' or '\u2029');
        return JsonDocument.Parse(text).RootElement;
    }
}
