using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Ops;

/// <summary>Tells a loop that lives as long as the service from one that comes to its end.</summary>
internal static class ServiceLoop
{
    /// <summary>Gets the outermost loop around an operation, in the same function, that goes on until the service stops; null for none.</summary>
    public static ILoopOperation? Around(IOperation operation, KnownSymbols symbols)
    {
        ILoopOperation? found = null;
        for (var (child, parent) = (operation, operation.Parent); parent is not null and not (IAnonymousFunctionOperation or ILocalFunctionOperation); (child, parent) = (parent, parent.Parent))
        {
            if (parent is ILoopOperation loop && child == loop.Body && GoesOn(loop, symbols))
            {
                found = loop;
            }
        }

        return found;
    }

    private static bool GoesOn(ILoopOperation loop, KnownSymbols symbols) => loop switch
    {
        IForEachLoopOperation { IsAsynchronous: true } => true,
        IForEachLoopOperation each => each.Collection.Unwrap() is IInvocationOperation { TargetMethod.Name: "GetConsumingEnumerable" },
        IForLoopOperation { Condition: { } condition } => LastsLong(condition, symbols),
        IForLoopOperation => true,
        IWhileLoopOperation { Condition: { } condition } => LastsLong(condition, symbols),
        _ => false,
    };

    // true, a token, a wait for a tick or a message, a flag; a queue that runs empty and a count that is reached are none.
    private static bool LastsLong(IOperation condition, KnownSymbols symbols) =>
        condition.ConstantValue is { HasValue: true, Value: true }
        || IsFlag(condition)
        || condition.DescendantsAndSelf().Any(part => part.Type.Is(symbols.CancellationToken) || part.Type.Is(symbols.CancellationTokenSource)
            || (part is IAwaitOperation { Operation: { } awaited } && awaited.Unwrap() is IInvocationOperation { TargetMethod.Name: "WaitForNextTickAsync" or "WaitToReadAsync" }));

    private static bool IsFlag(IOperation condition)
    {
        var flag = condition is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not ? not.Operand : condition;
        return flag is IFieldReferenceOperation { Field.Type.SpecialType: SpecialType.System_Boolean };
    }
}
