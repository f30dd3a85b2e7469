using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Generation.Sources;

/// <summary>Finds which part of the configuration a value stands for: empty for all of it, null where that is not certain.</summary>
internal static class ConfigurationPath
{
    private const int MaxSteps = 8;

    public static string? Of(IOperation? value, FactReading reading, int steps = 0)
    {
        var part = value?.Unwrap();
        return steps == MaxSteps || !part?.Type.IsOrInherits(reading.Symbols.Configuration) == true ? null : part switch
        {
            IInvocationOperation { TargetMethod.Name: "GetSection" or "GetRequiredSection" } call => Join(Of(call.Receiver(), reading, steps + 1), reading.Text(call.Argument("key"))),
            IInvocationOperation { TargetMethod: { Name: "GetRequiredService" or "GetService", IsGenericMethod: true } } when !IsSection(part, reading) => "",
            IParameterReferenceOperation { Parameter: var parameter } when !IsSection(part, reading) => IsWhole(parameter) ? "" : null,
            IPropertyReferenceOperation { Property.Name: "Configuration", Instance: not null and not IInstanceReferenceOperation } when !IsSection(part, reading) => "",
            ILocalReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation =>
                Of(AssignedValue.Of(part.ReferencedSymbol()!, reading.Model.Compilation, reading.Cancellation), reading, steps + 1),
            _ => null,
        };
    }

    public static string? Join(string? path, string? key) => path is null || string.IsNullOrEmpty(key) ? null : path.Length == 0 ? key : path + ":" + key;

    private static bool IsSection(IOperation part, FactReading reading) => part.Type.IsOrInherits(reading.Symbols.ConfigurationSection);

    // What is injected is the whole. A method may be given a part of it under any name but this.
    private static bool IsWhole(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.AnonymousFunction } || parameter.Name is "configuration";
}
