using System.Collections;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Core.Options;

/// <summary>Checks the options of one section where anybody has set one: what a class has by default is valid, as tests show.</summary>
/// <param name="binding">The section and its table.</param>
/// <param name="configuration">The configuration.</param>
/// <param name="setters">What sets the options; the binding is one of them.</param>
/// <param name="lateSetters">What sets the options after that.</param>
/// <remarks>All is given when it is made: options may be read for the first time while the host is disposed.</remarks>
internal sealed class CheckedOptions<TOptions>(
    OptionsBinding<TOptions> binding, IConfiguration configuration, IEnumerable<IConfigureOptions<TOptions>> setters, IEnumerable<IPostConfigureOptions<TOptions>> lateSetters)
    : IValidateOptions<TOptions>
    where TOptions : class, new()
{
    public ValidateOptionsResult Validate(string? name, TOptions options) =>
        binding.IsConfigured(configuration) || Count(setters) != 1 || Count(lateSetters) != 0 ? binding.Validate(options, configuration) : ValidateOptionsResult.Success;

    // The container gives arrays. The methods of Enumerable would be compiled for each options class.
    private static int Count(IEnumerable registered) => registered is ICollection { Count: var count } ? count : -1;
}
