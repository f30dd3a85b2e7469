using CloudNative.Sdk.Discovery.Resolution;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Discovery.Endpoints;

/// <summary>Reads the section <c>Services</c> when the host starts, and reports every fault of it.</summary>
/// <remarks>Options of its own, which nothing monitors: a later change with faults is logged by the resolver and must not throw out of the reload.</remarks>
internal sealed class ServicesCheck
{
    internal sealed class Validator(ServiceResolver resolver) : IValidateOptions<ServicesCheck>
    {
        public ValidateOptionsResult Validate(string? name, ServicesCheck options) =>
            resolver.FaultsAtStart is { Count: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }
}
