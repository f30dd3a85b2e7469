using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Resiliency;

/// <summary>What holds a created client for long: a field or property, by itself or in a Lazy, a table or another object; or the container, as a singleton.</summary>
/// <param name="Member">The field or property; null for a singleton of the container.</param>
internal sealed record ClientKeeper(ISymbol? Member)
{
    private static readonly ClientKeeper Container = new((ISymbol?)null);

    public static ClientKeeper? Of(IOperation creation, KnownSymbols symbols)
    {
        for (var (value, outer) = (creation, creation.Parent); outer is not null; (value, outer) = (outer, outer.Parent))
        {
            switch (outer)
            {
                case IConversionOperation or IParenthesizedOperation or ICoalesceOperation or IArrayInitializerOperation or IArrayCreationOperation or ICollectionExpressionOperation:
                case IArgumentOperation { Parent: IObjectCreationOperation } or IObjectCreationOperation or IDelegateCreationOperation:
                    continue;
                case IFieldInitializerOperation { InitializedFields.Length: > 0 } field:
                    return new ClientKeeper(field.InitializedFields[0]);
                case IPropertyInitializerOperation { InitializedProperties.Length: > 0 } property:
                    return new ClientKeeper(property.InitializedProperties[0]);
                case ISimpleAssignmentOperation assignment when assignment.Value == value:
                    return MemberOf(assignment.Target);
                case ICoalesceAssignmentOperation assignment when assignment.Value == value:
                    return MemberOf(assignment.Target);
                case IReturnOperation or IBlockOperation or IAnonymousFunctionOperation when InFunction(outer):
                    continue;
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } when ReturnOf(local, outer) is { } returned:
                    outer = returned;
                    continue;
                case IArgumentOperation { Parent: IInvocationOperation call }:
                    return OfCall(call, symbols);
                default:
                    return null;
            }
        }

        return null;
    }

    // services.AddSingleton(...), clients.GetOrAdd(key, ...)
    private static ClientKeeper? OfCall(IInvocationOperation call, KnownSymbols symbols) => call.TargetMethod.Name switch
    {
        "AddSingleton" or "TryAddSingleton" or "AddKeyedSingleton" when call.TargetMethod.ExtendedType().Is(symbols.ServiceCollection) => Container,
        "GetOrAdd" when call.Instance is { } table => MemberOf(table),
        _ => null,
    };

    private static ClientKeeper? MemberOf(IOperation target) => target switch
    {
        IFieldReferenceOperation { Field: var field } => new ClientKeeper(field),
        IPropertyReferenceOperation { Property: { IsStatic: true } property } => new ClientKeeper(property),
        IPropertyReferenceOperation { Property: { IsIndexer: false } property, Instance: IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } } => new ClientKeeper(property),
        _ => null,
    };

    private static bool InFunction(IOperation operation)
    {
        for (var current = operation; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation)
            {
                return true;
            }
        }

        return false;
    }

    // var client = new HttpClient(); ...; return client;
    private static IReturnOperation? ReturnOf(ILocalSymbol local, IOperation declaration)
    {
        for (var current = declaration.Parent; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation function)
            {
                foreach (var operation in function.Body.OperationsHere())
                {
                    if (operation is IReturnOperation { ReturnedValue: { } value } found && value.ReferencedSymbol().Is(local))
                    {
                        return found;
                    }
                }

                return null;
            }
        }

        return null;
    }
}
