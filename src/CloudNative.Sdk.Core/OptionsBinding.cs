using CloudNative.Sdk.Core.Options;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Core;

/// <summary>
/// Binds an options class to a section of the configuration by a table of its keys. From the table come the reading of the configuration, the check at start,
/// and the warning about keys that nothing reads. Register it with <c>services.AddCloudNativeOptions(binding)</c>.
/// </summary>
/// <typeparam name="TOptions">The options class; its defaults have to be valid.</typeparam>
/// <param name="sectionName">The configuration section, as <c>CloudNative:Health</c>.</param>
/// <param name="fill">Fills the table. Called once, when it is needed: a service that leaves the section to its defaults does not pay for its table at start.</param>
/// <param name="defaults">Sets defaults that depend on the environment; the configuration is read after that.</param>
/// <remarks>
/// The configuration binder of .NET stops at the first value that it cannot convert; here every fault of every section is reported in one go.
/// Binding uses no reflection.
/// </remarks>
public sealed class OptionsBinding<TOptions>(string sectionName, Action<OptionsTable<TOptions>> fill, Action<TOptions, IHostEnvironment>? defaults = null) : IOptionsSection
    where TOptions : class
{
    private OptionsTable<TOptions>? _table;

    /// <summary>Gets the configuration section.</summary>
    public string SectionName { get; } = sectionName;

    /// <summary>Gets the keys below the section; <c>*</c> stands for any name.</summary>
    public IEnumerable<string> Keys => Table.Keys;

    internal OptionsTable<TOptions> Table => _table ??= Filled();

    // Methods and no closures, as each type costs the start.
    internal object Bound(IServiceProvider services) =>
        new BoundOptions<TOptions>(this, services.GetRequiredService<IConfiguration>(), services.GetRequiredService<IHostEnvironment>());

    internal object Checked(IServiceProvider services) => new CheckedOptions<TOptions>(
        this, services.GetRequiredService<IConfiguration>(), services.GetServices<IConfigureOptions<TOptions>>(), services.GetServices<IPostConfigureOptions<TOptions>>());

    internal bool IsSet(IConfiguration configuration, IServiceCollection registered) => IsConfigured(configuration) || IsTouched(registered);

    bool IOptionsSection.IsSet(IConfiguration configuration, IServiceCollection registered) => IsSet(configuration, registered);

    internal bool IsConfigured(IConfiguration configuration) => configuration.GetSection(SectionName).GetChildren().Any();

    internal void Configure(TOptions options, IConfiguration configuration, IHostEnvironment environment)
    {
        SetDefaults(options, environment);
        if (IsConfigured(configuration))
        {
            Table.Bind(configuration.GetSection(SectionName), options);
        }
    }

    internal TOptions SetDefaults(TOptions options, IHostEnvironment environment)
    {
        defaults?.Invoke(options, environment);
        return options;
    }

    internal ValidateOptionsResult Validate(TOptions options, IConfiguration configuration)
    {
        var check = new OptionsCheck(SectionName);
        Table.Check(configuration.GetSection(SectionName), options, check, prefix: null);
        return check.Result;
    }

    /// <summary>Tells whether anything but this binding sets or checks the options.</summary>
    private bool IsTouched(IServiceCollection registered)
    {
        foreach (var service in registered)
        {
            if (IsOption(service.ServiceType, typeof(IConfigureOptions<>), typeof(IConfigureOptions<TOptions>)) && !IsOwn(service, Bound))
            {
                return true;
            }

            if (IsOption(service.ServiceType, typeof(IValidateOptions<>), typeof(IValidateOptions<TOptions>)) && !IsOwn(service, Checked))
            {
                return true;
            }

            if (IsOption(service.ServiceType, typeof(IPostConfigureOptions<>), typeof(IPostConfigureOptions<TOptions>)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOption(Type registered, Type ofAll, Type ofThese) => registered == ofThese || registered == ofAll;

    private static bool IsOwn(ServiceDescriptor service, Func<IServiceProvider, object> factory) => !service.IsKeyedService && service.ImplementationFactory == factory;

    private OptionsTable<TOptions> Filled()
    {
        var table = new OptionsTable<TOptions>();
        fill(table);
        return table;
    }
}
