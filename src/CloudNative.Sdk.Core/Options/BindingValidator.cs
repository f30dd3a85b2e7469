using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Core.Options;

internal sealed class BindingValidator<TOptions>(OptionsBinding<TOptions> binding, IConfiguration configuration) : IValidateOptions<TOptions>
    where TOptions : class
{
    public ValidateOptionsResult Validate(string? name, TOptions options) => binding.Validate(options, configuration);
}
