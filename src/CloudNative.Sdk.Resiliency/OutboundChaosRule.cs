using CloudNative.Sdk.Core;

namespace CloudNative.Sdk.Resiliency;

/// <summary>What happens to a share of the calls of <see cref="HttpClient"/>; each attempt of a call is one.</summary>
public sealed class OutboundChaosRule : ChaosRule
{
    internal static readonly OptionsBinding<OutboundChaosRule> Binding = new(ChaosOptions.SectionName, table => AddCommon(table)
        .Text(nameof(Client), o => o.Client ?? string.Empty, (o, value) => o.Client = value)
        .Text(nameof(Host), o => o.Host ?? string.Empty, (o, value) => o.Host = value));

    /// <summary>Gets or sets the name of the client in <see cref="IHttpClientFactory"/>; for a typed client that is the name of its type.</summary>
    /// <value>A name; case makes no difference. By default null: all clients.</value>
    public string? Client { get; set; }

    /// <summary>Gets or sets the host in the URI of the call: a logical name as <c>catalog</c>, or any other.</summary>
    /// <value>A host without a port; case makes no difference. By default null: all hosts.</value>
    public string? Host { get; set; }
}
