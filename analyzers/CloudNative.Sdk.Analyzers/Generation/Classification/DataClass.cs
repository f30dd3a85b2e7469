using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Generation.Classification;

/// <summary>What an attribute says a value is.</summary>
internal enum DataClass
{
    None,
    PersonalData,
    Secret,
}

/// <summary>Reads the attributes that classify.</summary>
internal static class DataClasses
{
    private const string PersonalData = "CloudNative.Sdk.Telemetry.PersonalDataAttribute";
    private const string IdentityPersonalData = "Microsoft.AspNetCore.Identity.PersonalDataAttribute";
    private const string Secret = "CloudNative.Sdk.Telemetry.SecretAttribute";

    public static DataClass Of(ISymbol symbol)
    {
        var found = DataClass.None;
        foreach (var attribute in symbol.GetAttributes())
        {
            for (var type = attribute.AttributeClass; type is not null; type = type.BaseType)
            {
                found = Max(found, type.Name is "PersonalDataAttribute" or "SecretAttribute" ? Named(type.ToDisplayString()) : DataClass.None);
            }
        }

        return found;
    }

    public static DataClass Max(DataClass left, DataClass right) => left > right ? left : right;

    private static DataClass Named(string name) => name switch
    {
        Secret => DataClass.Secret,
        PersonalData or IdentityPersonalData => DataClass.PersonalData,
        _ => DataClass.None,
    };
}
