using CloudNative.Sdk.Core;

namespace CloudNative.Sdk.Discovery;

/// <summary>Configures how logical service names are resolved.</summary>
/// <remarks>Configuration section: <c>CloudNative:Discovery</c>. The endpoints themselves are in the section <c>Services</c>.</remarks>
public sealed class DiscoveryOptions
{
    internal const string SectionName = "CloudNative:Discovery";

    internal static readonly OptionsBinding<DiscoveryOptions> Binding = new OptionsBinding<DiscoveryOptions>(SectionName)
        .Boolean(nameof(PassThrough), (o, value) => o.PassThrough = value);

    /// <summary>Gets or sets whether a service without endpoints is left to DNS although its URI has a list of schemes, as <c>https+http://catalog</c>.</summary>
    /// <value>
    /// The default is <see langword="false"/>: such a call fails with an error that lists the known services. When <see langword="true"/>, the first scheme
    /// of the list is used. A plain <c>http://catalog</c> is always left to DNS where the service has no endpoints.
    /// </value>
    public bool PassThrough { get; set; }
}
