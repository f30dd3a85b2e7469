using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Telemetry.Logs.Levels;

/// <summary>Makes the options of the log filters as .NET does, and from the last good ones where the configuration has become unreadable while the service runs.</summary>
internal sealed class LastGoodFilters(
    IEnumerable<IConfigureOptions<LoggerFilterOptions>> setups,
    IEnumerable<IPostConfigureOptions<LoggerFilterOptions>> postConfigures,
    IEnumerable<IValidateOptions<LoggerFilterOptions>> validations,
    LevelFilter filter) : IOptionsFactory<LoggerFilterOptions>
{
    private readonly OptionsFactory<LoggerFilterOptions> _factory = new(setups, postConfigures, validations);

    public LoggerFilterOptions Create(string name)
    {
        try
        {
            return _factory.Create(name);
        }
        catch (Exception exception) when (filter.IsRead && name == Microsoft.Extensions.Options.Options.DefaultName)
        {
            return filter.Restore(exception);
        }
    }
}
