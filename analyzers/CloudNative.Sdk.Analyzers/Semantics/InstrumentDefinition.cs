using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Semantics;

/// <summary>One call that creates an instrument: <c>meter.CreateHistogram&lt;double&gt;("shop.checkout.duration", "s", "...")</c>.</summary>
internal sealed class InstrumentDefinition
{
    private InstrumentDefinition(IInvocationOperation call, string kind, CancellationToken cancellation)
    {
        Call = call;
        Kind = kind;
        Name = ConstantText.Of(call.Argument("name"), cancellation);
        var unit = call.Argument("unit");
        Unit = ConstantText.Of(unit, cancellation);
        HasUnknownUnit = unit is not null && Unit is null && unit.Unwrap().ConstantValue is not { HasValue: true, Value: null };
        Description = ConstantText.Of(call.Argument("description"), cancellation);
    }

    public IInvocationOperation Call { get; }

    /// <summary>Gets the kind without the type argument, as <c>Histogram</c>.</summary>
    public string Kind { get; }

    public string? Name { get; }

    public string? Unit { get; }

    /// <summary>Gets whether a unit is stated that cannot be told at compile time.</summary>
    public bool HasUnknownUnit { get; }

    public string? Description { get; }

    public ITypeSymbol ValueType => Call.TargetMethod.TypeArguments[0];

    public bool IsObservable => Kind.StartsWith("Observable", StringComparison.Ordinal);

    /// <summary>Reads a call; null when it creates no instrument of System.Diagnostics.Metrics.</summary>
    public static InstrumentDefinition? TryRead(IInvocationOperation call, KnownSymbols symbols, CancellationToken cancellation)
    {
        var method = call.TargetMethod;
        if (method is not { IsGenericMethod: true, TypeArguments.Length: 1 }
            || !method.Name.StartsWith("Create", StringComparison.Ordinal)
            || !method.ContainingType.Is(symbols.Meter)
            || method.TypeArguments[0].TypeKind is TypeKind.Error or TypeKind.TypeParameter)
        {
            return null;
        }

        return new InstrumentDefinition(call, method.Name.Substring("Create".Length), cancellation);
    }

    /// <summary>Gets the symbol that a created instrument or meter is stored in, or null when it is used at once.</summary>
    public static ISymbol? StoredIn(IOperation created)
    {
        var value = created;
        while (value.Parent is IConversionOperation or IParenthesizedOperation)
        {
            value = value.Parent;
        }

        return value.Parent switch
        {
            ISimpleAssignmentOperation assignment when assignment.Value == value => assignment.Target.ReferencedSymbol(),
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => declarator.Symbol,
            IFieldInitializerOperation { InitializedFields.Length: 1 } field => field.InitializedFields[0],
            IPropertyInitializerOperation { InitializedProperties.Length: 1 } property => property.InitializedProperties[0],
            _ => null,
        };
    }
}
