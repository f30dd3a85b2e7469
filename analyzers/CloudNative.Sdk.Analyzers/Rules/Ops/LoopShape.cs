using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Ops;

/// <summary>What can be told of a loop's end without its token.</summary>
internal readonly struct LoopShape
{
    private LoopShape(bool canHoldTheHost) => CanHoldTheHost = canHoldTheHost;

    /// <summary>Gets whether the loop goes on until something outside ends it: it is endless, or it waits and its condition says nothing about an end.</summary>
    public bool CanHoldTheHost { get; }

    public static LoopShape Of(ILoopOperation loop, KnownSymbols symbols, CancellationToken cancellation)
    {
        var condition = loop switch
        {
            IWhileLoopOperation @while => @while.Condition,
            IForLoopOperation @for => @for.Condition,
            _ => null,
        };
        if (loop is not (IWhileLoopOperation or IForLoopOperation))
        {
            return default;
        }

        if (condition is null || condition.ConstantValue is { HasValue: true, Value: true } || IsFlagNobodyChanges(condition, symbols, cancellation))
        {
            // A loop that can leave and does not wait in between is work, not a wait: reading to the end of a stream.
            return new LoopShape(!CanLeave(loop) || Waits(loop, symbols));
        }

        return new LoopShape(loop is IWhileLoopOperation && WaitsWithoutToken(condition));
    }

    // while (_running), where nothing but an initializer or a constructor sets the field.
    private static bool IsFlagNobodyChanges(IOperation condition, KnownSymbols symbols, CancellationToken cancellation)
    {
        var flag = condition is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not ? not.Operand : condition;
        return flag is IFieldReferenceOperation { Field: { DeclaredAccessibility: Accessibility.Private, Type.SpecialType: SpecialType.System_Boolean } field }
            && AssignedValue.Of(field, symbols.Compilation, cancellation) is { Parent: IFieldInitializerOperation };
    }

    // while (await timer.WaitForNextTickAsync()), while (await reader.WaitToReadAsync()): both take a token and got none.
    private static bool WaitsWithoutToken(IOperation condition) => condition is IAwaitOperation { Operation: IInvocationOperation call }
        && call.TargetMethod is { Name: "WaitForNextTickAsync" or "WaitToReadAsync", ContainingNamespace: { } space }
        && space.ToDisplayString().StartsWith("System.Threading", StringComparison.Ordinal)
        && !call.Arguments.Any(argument => argument.ArgumentKind == ArgumentKind.Explicit);

    private static bool CanLeave(ILoopOperation loop) => loop.Body.DescendantsAndSelf().Any(operation => operation switch
    {
        IBranchOperation { BranchKind: BranchKind.Break } branch => SymbolEqualityComparer.Default.Equals(branch.Target, loop.ExitLabel),
        IBranchOperation { BranchKind: BranchKind.GoTo } => true,
        IReturnOperation { IsImplicit: false } => InSameFunction(operation, loop),
        IThrowOperation => InSameFunction(operation, loop),
        _ => false,
    });

    private static bool Waits(ILoopOperation loop, KnownSymbols symbols) => loop.Body.Descendants().OfType<IInvocationOperation>().Any(call =>
        (call.TargetMethod.Name == "Delay" && call.TargetMethod.ContainingType.Is(symbols.Task))
        || (call.TargetMethod.Name == "Sleep" && call.TargetMethod.ContainingType.Is(symbols.Find("System.Threading.Thread")))
        || (call.TargetMethod.Name == "WaitForNextTickAsync" && call.TargetMethod.ContainingType.Is(symbols.Find("System.Threading.PeriodicTimer"))));

    private static bool InSameFunction(IOperation operation, IOperation loop)
    {
        for (var current = operation.Parent; current is not null && current != loop; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return false;
            }
        }

        return true;
    }
}
