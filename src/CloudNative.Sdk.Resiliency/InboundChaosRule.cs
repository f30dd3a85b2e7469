using CloudNative.Sdk.Core;

namespace CloudNative.Sdk.Resiliency;

/// <summary>What happens to a share of the requests to this service.</summary>
public sealed class InboundChaosRule : ChaosRule
{
    internal static readonly OptionsBinding<InboundChaosRule> Binding = new(ChaosOptions.SectionName, table => AddCommon(table)
        .Text(nameof(Path), o => o.Path, (o, value) => o.Path = value, "must begin with /", path => path.StartsWith('/'))
        .Text(nameof(Method), o => o.Method ?? string.Empty, (o, value) => o.Method = value));

    /// <summary>Gets or sets the path of the requests; those below it are meant too.</summary>
    /// <value>A path as <c>/orders</c>; case makes no difference. The default is <c>/</c>: all.</value>
    public string Path { get; set; } = "/";

    /// <summary>Gets or sets the method of the requests.</summary>
    /// <value>A method as <c>POST</c>; case makes no difference. By default null: all.</value>
    public string? Method { get; set; }
}
