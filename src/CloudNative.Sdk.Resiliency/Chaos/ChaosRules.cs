using CloudNative.Sdk.Options;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Resiliency.Chaos;

/// <summary>The rules by the configuration of the moment.</summary>
internal sealed class ChaosRules : IDisposable
{
    private readonly FollowedOptions<ChaosOptions> _options;
    private Made? _made;

    public ChaosRules(IConfiguration configuration, IOptions<ChaosOptions> options, IOptionsFactory<ChaosOptions> factory, ILogger<ChaosRules> logger) =>
        _options = new(configuration, ChaosOptions.SectionName, options, factory, () => logger.ChaosChanged(Text(_options!.Value)), logger.ChaosRefused);

    public KeyValuePair<InboundChaosRule, ChaosFault>[] Inbound => Current.Inbound;

    public KeyValuePair<OutboundChaosRule, ChaosFault>[] Outbound => Current.Outbound;

    private Made Current => _made is { } made && ReferenceEquals(made.Options, _options.Value) ? made : _made = Made.Of(_options.Value);

    /// <summary>Tells whether there is anything that asks for chaos, now or later.</summary>
    public static bool IsWanted(ChaosOptions? options, IConfiguration configuration) =>
        options is { Inbound.Count: > 0 } or { Outbound.Count: > 0 } || configuration.GetSection(ChaosOptions.SectionName).Exists();

    public static string Text(ChaosOptions options) =>
        !options.Enabled || options.Inbound.Count + options.Outbound.Count == 0
            ? "none"
            : string.Join(", ", options.Inbound.Keys.Select(name => $"{nameof(options.Inbound)}:{name}").Concat(options.Outbound.Keys.Select(name => $"{nameof(options.Outbound)}:{name}")));

    public void Dispose() => _options.Dispose();

    private sealed record Made(ChaosOptions Options, KeyValuePair<InboundChaosRule, ChaosFault>[] Inbound, KeyValuePair<OutboundChaosRule, ChaosFault>[] Outbound)
    {
        public static Made Of(ChaosOptions options) => new(options, FaultsOf(options, options.Inbound), FaultsOf(options, options.Outbound));

        private static KeyValuePair<TRule, ChaosFault>[] FaultsOf<TRule>(ChaosOptions options, IDictionary<string, TRule> rules)
            where TRule : ChaosRule =>
            options.Enabled ? [.. rules.OrderBy(rule => rule.Key, StringComparer.OrdinalIgnoreCase).Select(rule => KeyValuePair.Create(rule.Value, new ChaosFault(rule.Key, rule.Value, options.Seed)))] : [];
    }
}
