using CloudNative.Sdk.Core;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Telemetry;

/// <summary>Checks the names in the lists one by one; the table of the options checks the rest.</summary>
internal sealed class TelemetryOptionsValidator : IValidateOptions<TelemetryOptions>
{
    public ValidateOptionsResult Validate(string? name, TelemetryOptions options)
    {
        var check = new OptionsCheck(TelemetryOptions.SectionName);
        CheckNames(options.Meters, nameof(options.Meters), check);
        CheckNames(options.ExcludedMeters, nameof(options.ExcludedMeters), check);
        CheckNames(options.ExcludedInstruments, nameof(options.ExcludedInstruments), check);
        CheckNames(options.Sources, nameof(options.Sources), check);
        CheckNames(options.ExcludedSources, nameof(options.ExcludedSources), check);
        return check.Result;
    }

    private static void CheckNames(IList<string> names, string key, OptionsCheck check)
    {
        foreach (var name in names)
        {
            var isName = !string.IsNullOrWhiteSpace(name) && name.Any(character => character is not ('*' or '?'));
            check.Require(isName, key, "must hold names or beginnings of names, as Shop.*", name);
        }
    }
}
