using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Health;

/// <summary>Reads options where they may be asked for before the host has checked them.</summary>
internal static class ValidOptions
{
    /// <summary>Gets the options, or null where they are invalid: the host reports that itself when it starts, together with all other faults.</summary>
    public static HealthOptions? ValueOrNull(this IOptions<HealthOptions> options)
    {
        try
        {
            return options.Value;
        }
        catch (OptionsValidationException)
        {
            return null;
        }
    }
}
