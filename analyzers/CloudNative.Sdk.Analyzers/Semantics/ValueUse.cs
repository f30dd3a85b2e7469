using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Semantics;

/// <summary>What becomes of a value at one place.</summary>
internal enum Fate
{
    /// <summary>Nobody takes it.</summary>
    Discarded,

    /// <summary>A local takes it.</summary>
    Kept,

    /// <summary>A member of it is used, or an extension is called on it.</summary>
    Used,

    /// <summary>It is compared.</summary>
    Tested,

    /// <summary>A <c>using</c> disposes of it.</summary>
    Disposed,

    /// <summary>The function returns it.</summary>
    Returned,

    /// <summary>It goes where this function does not see: a field, an argument, a collection.</summary>
    Escaped,
}

/// <summary>Follows a value to the first thing that takes it.</summary>
/// <param name="Fate">What becomes of it.</param>
/// <param name="By">The operation that takes it.</param>
/// <param name="Local">The local that keeps it.</param>
internal readonly record struct ValueUse(Fate Fate, IOperation By, ILocalSymbol? Local = null)
{
    public static ValueUse Of(IOperation value)
    {
        while (value.Parent is { } parent)
        {
            switch (parent)
            {
                case IConversionOperation or IParenthesizedOperation or ISwitchExpressionArmOperation or ISwitchExpressionOperation or ICoalesceOperation:
                case IConditionalOperation choice when choice.Condition != value && choice.Type is not null:
                    value = parent;
                    break;
                case IConditionalAccessOperation access when access.Operation == value && InstanceIn(access) is { } instance:
                    value = instance;
                    break;
                case IConditionalAccessOperation:
                    value = parent;
                    break;
                default:
                    return Taken(value, parent);
            }
        }

        return new(Fate.Escaped, value);
    }

    /// <summary>Gets every use of a local in the member that declares it, lambdas included; assignments to it are none.</summary>
    public static IEnumerable<ValueUse> OfLocal(ILocalSymbol local, IOperation inside)
    {
        foreach (var operation in Root(inside).Descendants())
        {
            if (operation is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, local)
                && !(reference.Parent is IAssignmentOperation assignment && assignment.Target == reference) && reference.Parent is not INameOfOperation)
            {
                yield return Of(reference);
            }
        }
    }

    public static IOperation Root(IOperation operation)
    {
        while (operation.Parent is { } parent)
        {
            operation = parent;
        }

        return operation;
    }

    private static ValueUse Taken(IOperation value, IOperation by) => by switch
    {
        IExpressionStatementOperation => new(Fate.Discarded, by),
        ISimpleAssignmentOperation { Target: IDiscardOperation } => new(Fate.Discarded, by),
        IAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } assignment when assignment.Target != value => new(Fate.Kept, by, local),
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => new(IsUsing(declarator) ? Fate.Disposed : Fate.Kept, by, declarator.Symbol),
        IReturnOperation => new(Fate.Returned, by),
        IMemberReferenceOperation member when member.Instance == value => new(Fate.Used, by),
        IInvocationOperation call when call.Instance == value => new(Fate.Used, by),
        IArgumentOperation { Parameter.Ordinal: 0, Parent: IInvocationOperation { TargetMethod.IsExtensionMethod: true } extension } => new(Fate.Used, extension),
        { Kind: OperationKind.None, Syntax: MemberAccessExpressionSyntax access } when access.Expression == value.Syntax => new(Fate.Used, by),
        IUsingOperation resource when resource.Resources == value => new(Fate.Disposed, by),
        IIsPatternOperation { Pattern: IRecursivePatternOperation { DeclaredSymbol: ILocalSymbol local } } => new(Fate.Kept, by, local),
        IIsPatternOperation { Pattern: IDeclarationPatternOperation { DeclaredSymbol: ILocalSymbol local } } => new(Fate.Kept, by, local),
        IIsPatternOperation or IBinaryOperation or IIsTypeOperation => new(Fate.Tested, by),
        _ => new(Fate.Escaped, by),
    };

    private static bool IsUsing(IVariableDeclaratorOperation declarator) =>
        declarator.Parent is IVariableDeclarationOperation { Parent: IVariableDeclarationGroupOperation { Parent: IUsingDeclarationOperation or IUsingOperation } };

    // The value inside of "a?.B": the first one is that of this access, others belong to accesses further in.
    private static IConditionalAccessInstanceOperation? InstanceIn(IConditionalAccessOperation access)
    {
        foreach (var operation in access.WhenNotNull.DescendantsAndSelf())
        {
            if (operation is IConditionalAccessInstanceOperation instance)
            {
                return instance;
            }
        }

        return null;
    }
}
