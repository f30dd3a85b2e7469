using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Resiliency.Limits;

/// <summary>Tells whether something around a call may end it in time.</summary>
internal static class TimeLimit
{
    private static readonly string[] Watches = ["Execute", "Timeout", "Limit", "Deadline", "Retry", "Resilien"];

    /// <summary>Returns whether a call is given neither a token nor a deadline.</summary>
    public static bool IsMissing(IInvocationOperation call, KnownSymbols symbols)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.ArgumentKind != ArgumentKind.DefaultValue && argument.Parameter is { } parameter && !TokenOverload.IsNone(argument.Value)
                && (TokenOverload.IsToken(parameter.Type, symbols) || parameter.Name == "deadline" || parameter.Type.Is(symbols.TimeSpan)
                    || (parameter.Type.Name == "CallOptions" && !IsBare(argument.Value))))
            {
                return false;
            }
        }

        return !IsAround(call, symbols);
    }

    /// <summary>Returns whether a function makes a limit of its own: a source that ends after a time.</summary>
    public static bool IsMadeIn(SyntaxNode function)
    {
        foreach (var inner in function.DescendantNodes())
        {
            if (inner is IdentifierNameSyntax { Identifier.ValueText: "CancelAfter" or "WhenAny" or "WaitAsync" }
                or ObjectCreationExpressionSyntax { Type: IdentifierNameSyntax { Identifier.ValueText: "CancellationTokenSource" }, ArgumentList.Arguments.Count: > 0 })
            {
                return true;
            }
        }

        return false;
    }

    // task.WaitAsync(limit), Task.WhenAny(task, ...), pipeline.ExecuteAsync(() => task), and whatever else takes the task to watch it.
    private static bool IsAround(IInvocationOperation call, KnownSymbols symbols)
    {
        var value = (IOperation)call;
        while (value.Parent is IConversionOperation or IParenthesizedOperation or IConditionalAccessOperation || value.Parent is IInvocationOperation { TargetMethod.Name: "ConfigureAwait" })
        {
            value = value.Parent;
        }

        var isWork = call.TargetMethod.ReturnType.IsTaskLike(symbols) || call.TargetMethod.ReturnType.Name == "AsyncUnaryCall";
        return (isWork && value.Parent is IInvocationOperation or IPropertyReferenceOperation or IArgumentOperation { Parent: not IInvocationOperation { TargetMethod.Name: "WhenAll" } })
            || IsExecuted(call.Syntax);
    }

    private static bool IsExecuted(SyntaxNode call) =>
        call.EnclosingFunction() is AnonymousFunctionExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax outer } }
        && outer.CalledName() is { } name && Array.Exists(Watches, word => name.IndexOf(word, StringComparison.Ordinal) >= 0);

    private static bool IsBare(IOperation options) => options.Unwrap() switch
    {
        IDefaultValueOperation => true,
        IObjectCreationOperation creation => creation.Argument("deadline") is null && (creation.Argument("cancellationToken") is not { } token || TokenOverload.IsNone(token)),
        _ => false,
    };
}
