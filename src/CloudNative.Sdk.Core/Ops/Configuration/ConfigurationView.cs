using CloudNative.Sdk.Core.Options;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace CloudNative.Sdk.Core.Ops.Configuration;

/// <summary>Reads the configuration as it is now: each key, its value, where it comes from, and what it overrides.</summary>
internal sealed class ConfigurationView : IDisposable
{
    private readonly IConfiguration _configuration;
    private readonly Lazy<ValueMask> _mask;
    private readonly IDisposable _reloads;
    private readonly IEnumerable<IOptionsSection> _sections;
    private volatile IReadOnlyList<ConfigurationEntry>? _known;
    private volatile IReadOnlyList<(string Key, string? Nearest)>? _unread;

    public ConfigurationView(
        IConfiguration configuration,
        IEnumerable<IOptionsSection> sections,
        ServiceFacts facts,
        IEnumerable<ISecretNames> names,
        IOptions<OpsOptions> options,
        IHostEnvironment environment)
    {
        _configuration = configuration;
        _sections = sections;
        _mask = new(() => new ValueMask(facts, names, environment.IsDevelopment() ? null : [.. options.Value.ShownConfiguration]));
        _reloads = ChangeToken.OnChange(configuration.GetReloadToken, () => (_known, _unread) = (null, null));
    }

    /// <summary>Gets the names of the providers, the one that counts most first.</summary>
    public IEnumerable<string> Sources => Origins.Of(_configuration).Select(found => found.Origin.Name).Distinct();

    /// <summary>Gets the keys as they were when the configuration was last loaded: reading all of them takes milliseconds.</summary>
    public IReadOnlyList<ConfigurationEntry> Known => _known ??= Read();

    /// <summary>Gets the keys below <c>CloudNative</c> that nothing reads, each with the one that was probably meant.</summary>
    public IReadOnlyList<(string Key, string? Nearest)> Unread => _unread ??= [.. UnknownKeys.Find(_configuration, _sections)];

    /// <summary>Reads the keys in order.</summary>
    public IReadOnlyList<ConfigurationEntry> Read()
    {
        var providers = Origins.Of(_configuration).ToArray();
        return
        [
            .. _configuration.AsEnumerable().Where(pair => pair.Value is not null).Select(pair => pair.Key)
                .Order(StringComparer.OrdinalIgnoreCase)
                .Select(key => new ConfigurationEntry(key, [.. Stated(key, providers)]))
                .Where(entry => entry.Stated.Count > 0),
        ];
    }

    public void Dispose() => _reloads.Dispose();

    private IEnumerable<StatedValue> Stated(string key, (IConfigurationProvider Provider, Origin Origin)[] providers)
    {
        foreach (var (provider, origin) in providers)
        {
            if (provider.TryGet(key, out var value) && value is not null)
            {
                yield return _mask.Value.Of(key, value, origin);
            }
        }
    }
}
