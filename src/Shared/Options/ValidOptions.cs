using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Options;

/// <summary>Reads options where they may be asked for before the host has checked them.</summary>
internal static class ValidOptions
{
    /// <summary>Gets the options, or null where they are invalid: the host reports that itself when it starts, together with all other faults.</summary>
    public static TOptions? ValueOrNull<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(this IOptions<TOptions> options)
        where TOptions : class
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
