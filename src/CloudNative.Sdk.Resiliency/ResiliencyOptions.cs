using CloudNative.Sdk.Core;
using CloudNative.Sdk.Resiliency.Outbound;

namespace CloudNative.Sdk.Resiliency;

/// <summary>Configures how calls of <see cref="HttpClient"/> meet failures.</summary>
/// <remarks>Configuration section: <c>CloudNative:Resiliency</c>. Changes take effect without a restart; one with faults is refused as a whole, and the last good state stays.</remarks>
public sealed class ResiliencyOptions
{
    internal const string SectionName = "CloudNative:Resiliency";

    internal static readonly OptionsBinding<ResiliencyOptions> Binding = new(SectionName, table => table
        .Section(nameof(Defaults), o => o.Defaults, CallPolicyOptions.Binding)
        .Named(nameof(Clients), o => o.Clients, CallPolicyOptions.Binding)
        .Rule(PolicyRules.Check, despiteFaults: true));

    /// <summary>Initializes the options with their defaults.</summary>
    public ResiliencyOptions()
        : this(new CallPolicyOptions())
    {
    }

    internal ResiliencyOptions(CallPolicyOptions defaults) => Defaults = defaults;

    /// <summary>Gets the policy of every client.</summary>
    public CallPolicyOptions Defaults { get; }

    /// <summary>Gets what differs for a client, by its name in <see cref="IHttpClientFactory"/>; for a typed client that is the name of its type.</summary>
    public IDictionary<string, CallPolicyOptions> Clients { get; } = new Dictionary<string, CallPolicyOptions>(StringComparer.OrdinalIgnoreCase);
}
