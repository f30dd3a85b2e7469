using CloudNative.Sdk.Discovery.Sources;
using CloudNative.Sdk.Options;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Discovery.Endpoints;

/// <summary>Reads the section <c>Services</c> and the list of sources when the host starts, and reports every fault.</summary>
/// <remarks>Options of its own, which nothing monitors: a later change with faults is logged by the source and must not throw out of the reload.</remarks>
internal sealed class ServicesCheck
{
    internal sealed class Validator(ConfigurationSource source, IEnumerable<IServiceEndpointSource> sources, IOptions<DiscoveryOptions> options) : IValidateOptions<ServicesCheck>
    {
        public ValidateOptionsResult Validate(string? name, ServicesCheck check)
        {
            // Invalid options are reported by the host itself.
            string[] faults = [.. source.FaultsAtStart, .. options.ValueOrNull() is { } valid ? SourceOrder.Faults(valid, sources) : []];
            return faults.Length > 0 ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
        }
    }
}
