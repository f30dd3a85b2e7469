using System.Collections.Immutable;
using System.Globalization;
using CloudNative.Sdk.Analyzers.Semantics.Units;
using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Rules.Telemetry;

/// <summary>The report of CNS3004 and what its code fix needs to know.</summary>
internal static class UnitMismatch
{
    /// <summary>The property of <see cref="TimeSpan"/> that gives the declared unit; absent where there is none.</summary>
    public const string PropertyKey = "property";

    /// <summary>What the value is to be multiplied by; absent where no number does it.</summary>
    public const string FactorKey = "factor";

    public static Diagnostic Create(DiagnosticDescriptor descriptor, IOperation value, MeasuredUnit unit, MeasuredUnit declared, string? instrument)
    {
        var properties = ImmutableDictionary<string, string?>.Empty;
        if (declared.TimeSpanProperty is { } property)
        {
            properties = properties.Add(PropertyKey, property);
        }

        if (unit.Dimension == declared.Dimension)
        {
            properties = properties.Add(FactorKey, (unit.Scale / declared.Scale).ToString("R", CultureInfo.InvariantCulture));
        }

        return Diagnostic.Create(descriptor, value.Syntax.GetLocation(), properties, value.Syntax.ToString(), unit.Word, instrument ?? "the instrument", declared.Word);
    }
}
