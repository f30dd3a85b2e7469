using System.Text.Json;
using CloudNative.Sdk.Telemetry.Logs.Pipeline;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Logs.Levels;

/// <summary>Writes which level each category has: now, and by the configuration.</summary>
/// <remarks>A level is the lowest that any provider gets.</remarks>
internal sealed class LevelView(LevelOverrides overrides, LevelFilter filter, IEnumerable<ILoggerProvider> providers, ILoggerFactory factory)
{
    /// <summary>Gets the providers, when somebody asks for them: that is not worth a later start.</summary>
    private LogProvider[] Providers => field ??= [.. providers.Select(LogProvider.Of).Distinct()];

    /// <summary>Gets the levels of all categories that have a rule or a logger.</summary>
    public IEnumerable<(string Category, LogLevel Effective, LogLevel Configured)> Levels() =>
        Categories().Select(category => (category, Lowest(filter.Effective, category), Lowest(filter.Configured, category)));

    /// <summary>Writes the changed levels, and all categories that have a rule or a logger.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartArray("overrides");
        foreach (var changed in overrides.Current)
        {
            json.WriteStartObject();
            json.WriteString("category", changed.Category);
            WriteChange(json, changed);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("loggers");
        foreach (var (category, effective, configured) in Levels())
        {
            json.WriteStartObject(category);
            WriteLevels(json, effective, configured);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Writes one category, which need not have a logger yet.</summary>
    public void Write(Utf8JsonWriter json, string category)
    {
        json.WriteStartObject();
        json.WriteString("category", category);
        WriteLevels(json, Lowest(filter.Effective, category), Lowest(filter.Configured, category));
        json.WriteStartObject("providers");
        foreach (var provider in Providers)
        {
            json.WriteString(provider.ShortName, Level(filter.Effective, provider, category).ToString());
        }

        json.WriteEndObject();
        if (overrides.Current.FirstOrDefault(changed => changed.IsFor(category)) is { } own)
        {
            json.WriteStartObject("override");
            WriteChange(json, own);
            json.WriteEndObject();
        }

        if (!HasLogger(category))
        {
            json.WriteString("hint", "No logger has this name, or one that begins with it, yet.");
        }

        json.WriteEndObject();
    }

    private static void WriteLevels(Utf8JsonWriter json, LogLevel effective, LogLevel configured)
    {
        json.WriteString("effective", effective.ToString());
        json.WriteString("configured", configured.ToString());
    }

    private static void WriteChange(Utf8JsonWriter json, LevelOverride changed)
    {
        json.WriteString("level", changed.Level.ToString());
        json.WriteString("until", changed.Until.UtcDateTime);
        json.WriteString("by", changed.Caller);
    }

    private static LogLevel Level(LoggerFilterOptions options, LogProvider provider, string category) =>
        FilterRules.LowestLevel(options, provider, category.Equals(LevelOverride.AllCategories, StringComparison.OrdinalIgnoreCase) ? string.Empty : category);

    private bool HasLogger(string category) =>
        category.Equals(LevelOverride.AllCategories, StringComparison.OrdinalIgnoreCase)
        || factory is not PipelineLoggerFactory pipeline
        || pipeline.Categories.Any(logged => FilterRules.Matches(category, logged));

    private LogLevel Lowest(LoggerFilterOptions options, string category) =>
        Providers.Length == 0 ? LogLevel.None : Providers.Min(provider => Level(options, provider, category));

    private IEnumerable<string> Categories()
    {
        var ruled = filter.Effective.Rules.Select(rule => rule.CategoryName).OfType<string>().Where(name => !name.Contains('*', StringComparison.Ordinal));
        var logged = factory is PipelineLoggerFactory pipeline ? pipeline.Categories : [];
        return logged.Concat(ruled).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase).Prepend(LevelOverride.AllCategories);
    }
}
