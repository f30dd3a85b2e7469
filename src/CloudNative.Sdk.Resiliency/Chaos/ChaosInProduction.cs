using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Resiliency.Chaos;

/// <summary>Keeps rules that were meant for a test out of Production.</summary>
internal sealed class ChaosInProduction(IHostEnvironment environment) : IValidateOptions<ChaosOptions>
{
    public ValidateOptionsResult Validate(string? name, ChaosOptions options)
    {
        if (options.AllowInProduction || !environment.IsProduction())
        {
            return ValidateOptionsResult.Success;
        }

        List<string> faults = [];
        faults.AddRange(options.Inbound.Keys.Select(rule => Fault($"{nameof(options.Inbound)}:{rule}")));
        faults.AddRange(options.Outbound.Keys.Select(rule => Fault($"{nameof(options.Outbound)}:{rule}")));
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static string Fault(string rule) =>
        $"{ChaosOptions.SectionName}:{rule} must not be set in Production, where it hits real requests. Remove it, or set {ChaosOptions.SectionName}:{nameof(ChaosOptions.AllowInProduction)} to true.";
}
