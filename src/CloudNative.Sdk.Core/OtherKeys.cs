using Microsoft.Extensions.Configuration;

namespace CloudNative.Sdk.Core;

/// <summary>Keys outside of the section of an options class, as those of another library, that fill what the section leaves open.</summary>
/// <typeparam name="TOptions">The options class.</typeparam>
/// <param name="areSet">Tells whether there are any; asked at each start, so it should be quick.</param>
/// <param name="fill">Fills the options, which have their defaults and what the section says.</param>
public sealed class OtherKeys<TOptions>(Func<IConfiguration, bool> areSet, Action<TOptions, IConfiguration> fill)
    where TOptions : class
{
    internal bool AreSet(IConfiguration configuration) => areSet(configuration);

    internal void Fill(TOptions options, IConfiguration configuration) => fill(options, configuration);
}
