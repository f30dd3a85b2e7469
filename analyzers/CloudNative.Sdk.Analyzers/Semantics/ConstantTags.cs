using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Semantics;

/// <summary>Folds a list of texts: a collection expression, an array, a collection initializer, or a read-only field that holds one.</summary>
internal static class ConstantTags
{
    /// <summary>Returns the texts, empty for no list at all, and null when one of them is not known.</summary>
    public static IReadOnlyList<string>? Of(IOperation? operation, CancellationToken cancellation)
    {
        switch (operation?.Unwrap())
        {
            case null or ILiteralOperation { ConstantValue: { HasValue: true, Value: null } } or IDefaultValueOperation:
                return [];
            case ICollectionExpressionOperation list:
                return All(list.Elements, cancellation);
            case IArrayCreationOperation { Initializer: { } initializer }:
                return All(initializer.ElementValues, cancellation);
            case IArrayCreationOperation { DimensionSizes.Length: 1 } array when ConstantNumber.Of(array.DimensionSizes[0]) == 0:
                return [];
            case IObjectCreationOperation { Arguments.Length: 0, Initializer: { } initializer }:
                return All(initializer.Initializers.Select(ElementOf), cancellation);
            case IFieldReferenceOperation { Field.IsReadOnly: true } field:
                return OfSymbol(field.Field, field, cancellation);
            case ILocalReferenceOperation local:
                return OfSymbol(local.Local, local, cancellation);
            default:
                return null;
        }
    }

    // An array only: its length is fixed, while a list may grow after its creation. One step only, so that a cycle in unfinished code ends here.
    private static IReadOnlyList<string>? OfSymbol(ISymbol symbol, IOperation use, CancellationToken cancellation) =>
        use.Type is IArrayTypeSymbol && AssignedValue.Of(symbol, use.SemanticModel!.Compilation, cancellation) is { } value && value.ReferencedSymbol() is null
            ? Of(value, cancellation)
            : null;

    private static IOperation? ElementOf(IOperation initializer) => initializer is IInvocationOperation { Arguments.Length: 1 } add ? add.Arguments[0].Value : null;

    private static List<string>? All(IEnumerable<IOperation?> elements, CancellationToken cancellation)
    {
        var result = new List<string>();
        foreach (var element in elements)
        {
            if (ConstantText.Of(element, cancellation) is not { } text)
            {
                return null;
            }

            result.Add(text);
        }

        return result;
    }
}
