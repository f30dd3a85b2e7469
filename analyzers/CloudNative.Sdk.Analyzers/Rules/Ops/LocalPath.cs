using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Ops;

/// <summary>Tells a path that lies beside the program: relative, or under the directory it runs in.</summary>
internal sealed class LocalPath(KnownSymbols symbols, CancellationToken cancellation)
{
    private const int MaxDepth = 4;

    public bool IsInApplication(IOperation path) => IsInApplication(path, 0);

    private bool IsInApplication(IOperation? path, int depth)
    {
        if (path is null || depth > MaxDepth)
        {
            return false;
        }

        if (path.ConstantValue is { HasValue: true, Value: string text })
        {
            return IsRelative(text);
        }

        switch (path.Unwrap())
        {
            case IPropertyReferenceOperation { Property: { Name: "BaseDirectory" or "ContentRootPath" or "WebRootPath" or "CurrentDirectory" } }:
            case IInvocationOperation { TargetMethod: { Name: "GetCurrentDirectory", ContainingType.Name: "Directory" } }:
                return true;
            case IInvocationOperation { TargetMethod: { Name: "Combine" or "Join" or "GetFullPath", ContainingType.Name: "Path" }, Arguments.Length: > 0 } call:
                return IsInApplication(First(call.Arguments[0].Value), depth + 1);
            case IInterpolatedStringOperation { Parts.Length: > 0 } whole:
                return whole.Parts[0] switch
                {
                    IInterpolatedStringTextOperation part => part.Text.ConstantValue is { HasValue: true, Value: string start } && IsRelative(start),
                    IInterpolationOperation hole => hole.Expression.ConstantValue is not { HasValue: true } && IsInApplication(hole.Expression, depth + 1),
                    _ => false,
                };
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum:
                return IsInApplication(sum.LeftOperand, depth + 1);
            case ILocalReferenceOperation local:
                return IsInApplication(AssignedValue.Of(local.Local, symbols.Compilation, cancellation), depth + 1);
            case IFieldReferenceOperation field:
                return IsInApplication(AssignedValue.Of(field.Field, symbols.Compilation, cancellation), depth + 1);
            default:
                return false;
        }
    }

    private static IOperation? First(IOperation value) => value.Unwrap() switch
    {
        IArrayCreationOperation { Initializer.ElementValues: { Length: > 0 } elements } => elements[0],
        ICollectionExpressionOperation { Elements: { Length: > 0 } elements } => elements[0],
        var other => other,
    };

    private static bool IsRelative(string text) =>
        text.Length > 0 && text[0] is not ('/' or '\\' or '~' or '%' or '$') && text.IndexOf(':') < 0;
}
