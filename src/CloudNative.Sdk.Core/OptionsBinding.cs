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
/// <param name="others">Keys outside of the section, as those of another library, that fill what it leaves open.</param>
/// <remarks>
/// The configuration binder of .NET stops at the first value that it cannot convert; here every fault of every section is reported in one go.
/// Binding uses no reflection.
/// </remarks>
public sealed class OptionsBinding<TOptions>(
    string sectionName, Action<OptionsTable<TOptions>> fill, Action<TOptions, IHostEnvironment>? defaults = null, OtherKeys<TOptions>? others = null) : IOptionsSection
    where TOptions : class, new()
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

    internal object Made(IServiceProvider services) => new SectionOptions<TOptions>(this, services);

    bool IOptionsSection.IsSet(OptionsOrigins origins) => IsConfigured(origins.Configuration) || origins.Touch(typeof(TOptions));

    internal bool IsConfigured(IConfiguration configuration) => HasSection(configuration) || others?.AreSet(configuration) is true;

    /// <summary>Makes the options of which the configuration alone decides.</summary>
    internal TOptions Make(OptionsOrigins origins)
    {
        var options = new TOptions();
        Configure(options, origins.Configuration, origins.Environment);
        return IsConfigured(origins.Configuration) && Validate(options, origins.Configuration) is { Failed: true } faulty
            ? throw new OptionsValidationException(Microsoft.Extensions.Options.Options.DefaultName, typeof(TOptions), faulty.Failures)
            : options;
    }

    internal void Configure(TOptions options, IConfiguration configuration, IHostEnvironment environment)
    {
        defaults?.Invoke(options, environment);
        if (HasSection(configuration))
        {
            Table.Bind(configuration.GetSection(SectionName), options);
        }

        if (others?.AreSet(configuration) is true)
        {
            others.Fill(options, configuration);
        }
    }

    internal ValidateOptionsResult Validate(TOptions options, IConfiguration configuration)
    {
        var check = new OptionsCheck(SectionName);
        Table.Check(configuration.GetSection(SectionName), options, check, prefix: null);
        return check.Result;
    }

    private bool HasSection(IConfiguration configuration) => configuration.GetSection(SectionName).GetChildren().Any();

    private OptionsTable<TOptions> Filled()
    {
        var table = new OptionsTable<TOptions>();
        fill(table);
        return table;
    }
}
