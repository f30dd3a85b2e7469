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
        CheckNames(options.Sources, nameof(options.Sources), check);
        return check.Result;
    }

    private static void CheckNames(IList<string> names, string key, OptionsCheck check)
    {
        for (var i = 0; i < names.Count; i++)
        {
            var isName = !string.IsNullOrWhiteSpace(names[i]) && names[i].Any(character => character is not ('*' or '?'));
            check.Require(isName, $"{key}:{i}", "must be a name or the beginning of one, as Shop.*", names[i]);
        }
    }
}
