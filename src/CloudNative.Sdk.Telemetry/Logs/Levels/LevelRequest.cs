using System.Globalization;
using System.Text.Json;
using CloudNative.Sdk.Names;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Logs.Levels;

/// <summary>Reads what a request wants to change, and finds every fault in it.</summary>
internal sealed class LevelRequest
{
    private const int MaxCategoryChars = 256;
    private const string LevelKey = "level";
    private const string DurationKey = "for";
    private const string Example = """{"level":"Debug","for":"00:10:00"}""";
    private static readonly string[] Keys = [LevelKey, DurationKey];
    private static readonly string Levels = string.Join(", ", Enum.GetNames<LogLevel>());

    public List<string> Faults { get; } = [];

    public LogLevel Level { get; private set; }

    public TimeSpan Duration { get; private set; }

    public static LevelRequest Read(string category, ReadOnlyMemory<byte> body, LogLevelOptions options)
    {
        var request = new LevelRequest { Duration = options.DefaultDuration };
        request.CheckCategory(category);
        try
        {
            using var document = JsonDocument.Parse(body);
            request.ReadObject(document.RootElement, options);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The second is for texts that are not valid Unicode.
            request.Faults.Add($"The body must be JSON as {Example}.");
        }

        return request;
    }

    private void CheckCategory(string category)
    {
        if (category.Length == 0)
        {
            Faults.Add($"The path must name a category, as /loggers/Shop.Orders; /loggers/{LevelOverride.AllCategories} stands for all.");
        }
        else if (category.Length > MaxCategoryChars || category.Any(char.IsControl) || category.Count(character => character == '*') > 1)
        {
            Faults.Add($"A category must have at most {MaxCategoryChars} characters, among them no control characters and at most one '*'.");
        }
    }

    private void ReadObject(JsonElement body, LogLevelOptions options)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            Faults.Add($"The body must be a JSON object as {Example}.");
            return;
        }

        foreach (var unknown in body.EnumerateObject().Where(property => !Keys.Contains(property.Name)))
        {
            Faults.Add(Nearest.Find(unknown.Name, Keys) is { } meant
                ? $"'{unknown.Name}' is not known. Did you mean '{meant}'?"
                : $"'{unknown.Name}' is not known. Known are {string.Join(" and ", Keys)}.");
        }

        if (!TryReadLevel(body, out var level))
        {
            Faults.Add($"{LevelKey} must be one of {Levels}, but was {TextOf(body, LevelKey)}.");
        }

        if (!TryReadDuration(body, options, out var duration))
        {
            Faults.Add(
                $"{DurationKey} must be a duration as 00:10:00, from {LogLevelOptions.MinDuration:c} to {options.MaxDuration:c} "
                + $"({LogLevelOptions.SectionName}:{nameof(options.MaxDuration)}), but was {TextOf(body, DurationKey)}.");
        }

        (Level, Duration) = (level, duration);
    }

    private static bool TryReadLevel(JsonElement body, out LogLevel level)
    {
        level = default;
        return body.TryGetProperty(LevelKey, out var value)
            && value.ValueKind == JsonValueKind.String
            && LevelNames.TryParse(value.GetString(), out level);
    }

    private static bool TryReadDuration(JsonElement body, LogLevelOptions options, out TimeSpan duration)
    {
        duration = options.DefaultDuration;
        if (!body.TryGetProperty(DurationKey, out var value))
        {
            return true;
        }

        // A bare number would mean days.
        return value.ValueKind == JsonValueKind.String
            && value.GetString() is { } text
            && text.Contains(':', StringComparison.Ordinal)
            && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out duration)
            && duration >= LogLevelOptions.MinDuration
            && duration <= options.MaxDuration;
    }

    private static string TextOf(JsonElement body, string key)
    {
        if (!body.TryGetProperty(key, out var value))
        {
            return "not given";
        }

        var text = value.GetRawText();
        return text.Length <= 100 ? text : text[..100] + "…";
    }
}
