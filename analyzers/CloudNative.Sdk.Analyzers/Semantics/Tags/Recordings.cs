using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Semantics.Tags;

/// <summary>The calls that record a measurement with System.Diagnostics.Metrics.</summary>
internal static class Recordings
{
    public static (string Type, string Method)[] Methods { get; } =
    [
        ("System.Diagnostics.Metrics.Counter`1", "Add"),
        ("System.Diagnostics.Metrics.UpDownCounter`1", "Add"),
        ("System.Diagnostics.Metrics.Histogram`1", "Record"),
        ("System.Diagnostics.Metrics.Gauge`1", "Record"),
    ];

    public static bool IsRecording(IMethodSymbol method, KnownSymbols symbols) =>
        method.Name is "Add" or "Record" && method.ContainingType is { IsGenericType: true } type && type.IsOrInherits(symbols.Instrument);

    public static TagSet TagsOf(IInvocationOperation recording, KnownSymbols symbols, CancellationToken cancellation) =>
        TagReader.AfterValue(recording.Arguments, symbols, cancellation);

    /// <summary>Gets the variable that holds the instrument; null where it is not certain that it always is the same instrument.</summary>
    public static ISymbol? InstrumentOf(IInvocationOperation recording, KnownSymbols symbols, CancellationToken cancellation)
    {
        var instance = recording.Instance;
        if (instance is IConditionalAccessInstanceOperation)
        {
            IOperation? access = recording;
            while (access is not (null or IConditionalAccessOperation))
            {
                access = access.Parent;
            }

            instance = (access as IConditionalAccessOperation)?.Operation;
        }

        // One that is made when it is first asked for is told by what holds it.
        if (instance?.Unwrap() is IPropertyReferenceOperation { Property: { Name: "Value", ContainingType.Name: "Lazy" }, Instance: { } lazy })
        {
            instance = lazy;
        }

        switch (instance?.ReferencedSymbol())
        {
            case ILocalSymbol local:
                var value = AssignedValue.Of(local, symbols.Compilation, cancellation)?.Unwrap();
                return value is IInvocationOperation ? local : value?.ReferencedSymbol() is IFieldSymbol or IPropertySymbol ? value.ReferencedSymbol()!.OriginalDefinition : null;
            case IParameterSymbol { ContainingSymbol: not IMethodSymbol { MethodKind: MethodKind.Constructor } }:
            case IPropertySymbol { OriginalDefinition.Type.TypeKind: TypeKind.TypeParameter } or IPropertySymbol { IsIndexer: true }:
                return null;
            case var symbol:
                return symbol?.OriginalDefinition;
        }
    }

    /// <summary>Gets the delta or value.</summary>
    public static IOperation? ValueOf(IInvocationOperation recording)
    {
        foreach (var argument in recording.Arguments)
        {
            if (argument.Parameter?.Ordinal == 0)
            {
                return argument.Value;
            }
        }

        return null;
    }
}
