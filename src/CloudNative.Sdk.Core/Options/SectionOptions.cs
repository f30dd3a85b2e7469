using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Core.Options;

/// <summary>The options of one section. Where nobody sets them they are their defaults, made without what sets and checks them: that is twenty types for each options class.</summary>
/// <remarks>All is given when it is made: options may be read for the first time while the host is disposed.</remarks>
internal sealed class SectionOptions<TOptions> : IOptions<TOptions>
    where TOptions : class, new()
{
    private readonly OptionsBinding<TOptions> _binding;
    private readonly IHostEnvironment _environment;
    private readonly IOptionsFactory<TOptions>? _factory;
    private TOptions? _value;

    public SectionOptions(OptionsBinding<TOptions> binding, IServiceProvider services)
    {
        _binding = binding;
        _environment = services.GetRequiredService<IHostEnvironment>();
        var isSet = binding.IsSet(services.GetRequiredService<IConfiguration>(), services.GetRequiredService<OptionsRegistrations>());
        _factory = isSet ? services.GetRequiredService<IOptionsFactory<TOptions>>() : null;
    }

    public TOptions Value => Volatile.Read(ref _value) ?? Make();

    private TOptions Make()
    {
        var made = _factory?.Create(Microsoft.Extensions.Options.Options.DefaultName) ?? _binding.SetDefaults(new TOptions(), _environment);
        return Interlocked.CompareExchange(ref _value, made, null) ?? made;
    }
}
