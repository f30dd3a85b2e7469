using System.Globalization;
using CloudNative.Sdk.Core;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Telemetry.Logs.Levels;

/// <summary>Shows people the log levels, and lets them change one for a time.</summary>
internal sealed class LoggersPanel(LevelOverrides overrides, LevelView view, IOptions<LogLevelOptions> options, TimeProvider time) : IOpsPanel
{
    private const int MaxSuggestions = 100;
    private static readonly string[] ChangedColumns = ["Changed", "Level", "Ends in", "By", "Back"];
    private static readonly string[] Columns = ["Category", "Level", "By the configuration"];
    private static readonly TimeSpan[] Durations = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(8), TimeSpan.FromDays(1)];

    public string Id => "loggers";

    public string Title => "Log levels";

    public int Order => 500;

    public void Describe(OpsPanelContent content)
    {
        if (overrides.Current.Count > 0)
        {
            content.Table("Changed levels", ChangedColumns, [.. overrides.Current.OrderBy(changed => changed.Until).Select(Row)]);
        }

        var levels = view.Levels().ToArray();
        content
            .Change(new OpsForm("/loggers", "Change", [Category(levels), Level, Duration()]))
            .Table("All levels", Columns, [.. levels.Select(Row)], isFolded: true);
    }

    private static OpsField Level => new(LevelForm.LevelKey, "Level", nameof(LogLevel.Debug)) { Choices = Enum.GetNames<LogLevel>() };

    private static OpsField Category((string Category, LogLevel Effective, LogLevel Configured)[] levels) => new(LevelForm.CategoryKey, "Category, or the beginning of several", string.Empty)
    {
        Choices = [.. levels.Select(level => level.Category).Take(MaxSuggestions)],
        AllowsOthers = true,
    };

    private static string Text(TimeSpan duration) => duration.ToString("c", CultureInfo.InvariantCulture);

    private static OpsValue[] Row((string Category, LogLevel Effective, LogLevel Configured) level) =>
    [
        OpsValue.Code(level.Category),
        level.Effective == level.Configured ? level.Effective.ToString() : OpsValue.Text(level.Effective.ToString(), OpsTone.Warning),
        level.Configured.ToString(),
    ];

    private OpsValue[] Row(LevelOverride changed) =>
    [
        OpsValue.Code(changed.Category),
        changed.Level.ToString(),
        OpsValue.Duration(changed.Until - time.GetUtcNow()),
        changed.Caller,
        OpsValue.Button(new OpsForm("/loggers", "Reset", [new(LevelForm.CategoryKey, null, changed.Category), new(LevelForm.ResetKey, null, "true")])),
    ];

    private OpsField Duration()
    {
        var (usual, most) = (options.Value.DefaultDuration, options.Value.MaxDuration);
        return new(LevelForm.DurationKey, "For", Text(usual)) { Choices = [.. Durations.Where(duration => duration < most).Append(usual).Append(most).Distinct().Order().Select(Text)] };
    }
}
