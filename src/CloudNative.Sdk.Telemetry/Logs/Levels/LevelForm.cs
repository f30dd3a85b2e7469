using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace CloudNative.Sdk.Telemetry.Logs.Levels;

/// <summary>A change of a level as a form on the ops page states it.</summary>
/// <param name="Category">The category.</param>
/// <param name="IsReset">Whether the level is taken back.</param>
/// <param name="Body">The same request in JSON.</param>
internal sealed record LevelForm(string Category, bool IsReset, ReadOnlyMemory<byte> Body)
{
    public const string CategoryKey = "category";
    public const string LevelKey = "level";
    public const string DurationKey = "for";
    public const string ResetKey = "reset";

    /// <summary>Gets where the browser goes on: to the panel. Relative, since a proxy may have put the page below another path.</summary>
    public const string Location = "./#loggers";

    public static bool IsFormOf(HttpRequest request) =>
        request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;

    public static LevelForm Read(ReadOnlyMemory<byte> body)
    {
        var fields = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body.Span));
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var key in (ReadOnlySpan<string>)[LevelKey, DurationKey])
            {
                if (fields.TryGetValue(key, out var value))
                {
                    json.WriteString(key, value.ToString());
                }
            }

            json.WriteEndObject();
        }

        return new LevelForm(fields.GetValueOrDefault(CategoryKey).ToString().Trim(), fields.ContainsKey(ResetKey), buffer.WrittenMemory);
    }
}
