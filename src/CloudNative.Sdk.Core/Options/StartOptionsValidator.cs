using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Core.Options;

/// <summary>Reads all of them, and reports the faults of all.</summary>
internal sealed class StartOptionsValidator(IEnumerable<StartedOptions> all, IServiceProvider services) : IValidateOptions<StartOptions>
{
    public ValidateOptionsResult Validate(string? name, StartOptions options)
    {
        List<string> faults = [];
        foreach (var each in all)
        {
            try
            {
                _ = ((IOptions<object>)services.GetRequiredService(each.Type)).Value;
            }
            catch (OptionsValidationException exception)
            {
                faults.AddRange(exception.Failures);
            }
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
