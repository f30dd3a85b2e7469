using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Core.Options;

/// <summary>Reads all options that somebody has set, asks all checks, and reports the faults of all. Options that nobody has set are made when they are used.</summary>
/// <remarks>In the place of the monitor that <c>ValidateOnStart()</c> asks for the options: that one would come with a factory, a cache and a source of changes.</remarks>
internal sealed class StartMonitor(IServiceProvider services, OptionsOrigins origins) : IOptionsMonitor<StartOptions>
{
    public StartOptions CurrentValue => Get(null);

    public StartOptions Get(string? name)
    {
        List<string> faults = [.. FaultsOfOptions()];
        foreach (var check in services.GetServices<IStartCheck>())
        {
            faults.AddRange(check.Faults());
        }

        return faults.Count == 0 ? new StartOptions() : throw new OptionsValidationException(name ?? Microsoft.Extensions.Options.Options.DefaultName, typeof(StartOptions), faults);
    }

    public IDisposable? OnChange(Action<StartOptions, string?> listener) => null;

    private List<string> FaultsOfOptions()
    {
        List<string> faults = [];
        foreach (var each in services.GetServices<StartedOptions>())
        {
            try
            {
                _ = each.Section.IsSet(origins) ? ((IOptions<object>)services.GetRequiredService(each.Type)).Value : null;
            }
            catch (OptionsValidationException exception)
            {
                faults.AddRange(exception.Failures);
            }
        }

        return faults;
    }
}
