using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Semantics;

/// <summary>Finds where a measured time began: the local that holds the stopwatch or the time stamp.</summary>
internal sealed class MeasuredTime(KnownSymbols symbols, CancellationToken cancellation)
{
    private const int MaxDepth = 3;

    public ILocalSymbol? StartOf(IOperation value) => StartOf(value, 0);

    private ILocalSymbol? StartOf(IOperation? value, int depth)
    {
        if (value is null || depth > MaxDepth)
        {
            return null;
        }

        foreach (var part in value.DescendantsAndSelf())
        {
            var start = part switch
            {
                ILocalReferenceOperation local when local.Type.Is(symbols.Stopwatch) => local.Local,
                ILocalReferenceOperation local => StartOf(AssignedValue.Of(local.Local, symbols.Compilation, cancellation), depth + 1),
                IInvocationOperation { TargetMethod.Name: "GetElapsedTime" } elapsed when elapsed.Arguments.Length > 0 => LocalIn(elapsed.Arguments[0].Value),
                IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract } difference when IsNow(difference.LeftOperand) => LocalIn(difference.RightOperand),
                _ => null,
            };
            if (start is not null)
            {
                return start;
            }
        }

        return null;
    }

    private static ILocalSymbol? LocalIn(IOperation value) => value.Unwrap() is ILocalReferenceOperation reference ? reference.Local : null;

    private static bool IsNow(IOperation value) => value.Unwrap() switch
    {
        IPropertyReferenceOperation { Property.Name: "UtcNow" or "Now" or "TickCount" or "TickCount64" } => true,
        IInvocationOperation { TargetMethod.Name: "GetTimestamp" or "GetUtcNow" or "GetLocalNow" } => true,
        _ => false,
    };
}
