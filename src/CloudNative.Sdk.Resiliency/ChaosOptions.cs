using CloudNative.Sdk.Core;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Resiliency;

/// <summary>Lets requests and calls fail on purpose, to see in a test environment what then happens.</summary>
/// <remarks>
/// Configuration section: <c>CloudNative:Resiliency:Chaos</c>. Where it holds nothing when the host starts, nothing of this is loaded. Otherwise changes take effect without a restart; one with
/// faults is refused as a whole, and the last good state stays.
/// </remarks>
public sealed class ChaosOptions
{
    internal const string SectionName = ResiliencyOptions.SectionName + ":Chaos";

    internal static readonly OptionsBinding<ChaosOptions> Binding = new(
        SectionName,
        table => table
            .Boolean(nameof(Enabled), (o, value) => o.Enabled = value)
            .Boolean(nameof(AllowInProduction), (o, value) => o.AllowInProduction = value)
            .OptionalWholeNumber(nameof(Seed), o => o.Seed, (o, value) => o.Seed = value, int.MinValue, int.MaxValue)
            .Named(nameof(Inbound), o => o.Inbound, InboundChaosRule.Binding)
            .Named(nameof(Outbound), o => o.Outbound, OutboundChaosRule.Binding)
            .Rule(KeepOutOfProduction, despiteFaults: true),
        (options, environment) => options._isInProduction = environment.IsProduction());

    private bool _isInProduction;

    /// <summary>Gets or sets whether the rules are followed.</summary>
    /// <value>The default is true; without rules nothing fails.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>Gets or sets whether the host starts with rules where its environment is Production.</summary>
    /// <value>The default is false.</value>
    public bool AllowInProduction { get; set; }

    /// <summary>Gets or sets what the chances of each rule are drawn from, so that a test can be repeated.</summary>
    /// <value>Any whole number. By default null: each run differs. With a seed the same requests of a rule are hit in the order in which they come.</value>
    public int? Seed { get; set; }

    /// <summary>Gets the rules for requests to this service, by any name. They are followed in the order of their names.</summary>
    public IDictionary<string, InboundChaosRule> Inbound { get; } = new Dictionary<string, InboundChaosRule>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the rules for calls of <see cref="HttpClient"/>, by any name. They are followed in the order of their names.</summary>
    public IDictionary<string, OutboundChaosRule> Outbound { get; } = new Dictionary<string, OutboundChaosRule>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Keeps rules that were meant for a test out of Production.</summary>
    private static void KeepOutOfProduction(ChaosOptions options, OptionsCheck check)
    {
        string[] rules = [.. options.Inbound.Keys.Select(rule => $"{nameof(Inbound)}:{rule}"), .. options.Outbound.Keys.Select(rule => $"{nameof(Outbound)}:{rule}")];
        check.Require(
            rules.Length == 0 || options.AllowInProduction || !options._isInProduction,
            nameof(AllowInProduction), $"must be true in Production, where {string.Join(", ", rules)} would hit real requests", options.AllowInProduction);
    }
}
