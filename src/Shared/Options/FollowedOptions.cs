using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace CloudNative.Sdk.Options;

/// <summary>Options that follow their section of the configuration. A change with faults is refused as a whole, and the last good state stays.</summary>
/// <remarks>Not an options monitor: it would throw out of the reload of the configuration, and tell of changes anywhere in it.</remarks>
internal sealed class FollowedOptions<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions> : IDisposable
    where TOptions : class
{
    private readonly IConfigurationSection _section;
    private readonly IOptionsFactory<TOptions> _factory;
    private readonly Action _changed;
    private readonly Action<string> _refused;
    private readonly IDisposable _reloads;
    private volatile TOptions _value;
    private string? _content;

    /// <param name="configuration">The configuration.</param>
    /// <param name="section">The section of the options.</param>
    /// <param name="checkedAtStart">The options that the host has checked.</param>
    /// <param name="factory">Makes them anew.</param>
    /// <param name="changed">Told of a change.</param>
    /// <param name="refused">Told what is wrong with a change.</param>
    public FollowedOptions(
        IConfiguration configuration, string section, IOptions<TOptions> checkedAtStart, IOptionsFactory<TOptions> factory, Action changed, Action<string> refused)
    {
        _section = configuration.GetSection(section);
        _factory = factory;
        _changed = changed;
        _refused = refused;
        _value = checkedAtStart.Value;

        // The section may have changed since the start, and from now on.
        _reloads = ChangeToken.OnChange(configuration.GetReloadToken, Reload);
        _content = SectionText.Of(_section);
        _value = Make() ?? _value;
    }

    /// <summary>Gets the options of the moment; another object after each change.</summary>
    public TOptions Value => _value;

    public void Dispose() => _reloads.Dispose();

    private TOptions? Make()
    {
        try
        {
            return _factory.Create(Microsoft.Extensions.Options.Options.DefaultName);
        }
        catch (OptionsValidationException exception)
        {
            _refused(string.Join(' ', exception.Failures));
            return null;
        }
    }

    private void Reload()
    {
        // The token tells of a change anywhere in the configuration.
        var content = SectionText.Of(_section);
        if (Interlocked.Exchange(ref _content, content) != content && Make() is { } value)
        {
            _value = value;
            _changed();
        }
    }
}
