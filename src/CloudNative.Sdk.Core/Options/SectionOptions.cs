using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Core.Options;

/// <summary>The options of one section. Where no code sets or checks them they are made without what .NET makes options of: that is twenty types for each options class.</summary>
/// <remarks>All is given when it is made: options may be read for the first time while the host is disposed.</remarks>
internal sealed class SectionOptions<TOptions> : IOptions<TOptions>
    where TOptions : class, new()
{
    private readonly OptionsBinding<TOptions> _binding;
    private readonly OptionsOrigins _origins;
    private readonly IOptionsFactory<TOptions>? _factory;
    private TOptions? _value;

    public SectionOptions(OptionsBinding<TOptions> binding, IServiceProvider services)
    {
        (_binding, _origins) = (binding, services.GetRequiredService<OptionsOrigins>());
        _factory = _origins.Touch(typeof(TOptions)) ? services.GetRequiredService<IOptionsFactory<TOptions>>() : null;
    }

    public TOptions Value => Volatile.Read(ref _value) ?? Make();

    private TOptions Make()
    {
        var made = _factory?.Create(Microsoft.Extensions.Options.Options.DefaultName) ?? _binding.Make(_origins);
        return Interlocked.CompareExchange(ref _value, made, null) ?? made;
    }
}
