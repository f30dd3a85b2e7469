using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Resiliency;

/// <summary>Looks for what becomes of a task of a task.</summary>
internal static class InnerTask
{
    /// <summary>Returns whether the inner task is taken out: <c>.Unwrap()</c>, <c>await await</c>, or either through a local.</summary>
    public static bool IsAwaited(IInvocationOperation call, CancellationToken cancellation)
    {
        if (IsTakenOut(call.Syntax))
        {
            return true;
        }

        if (LocalOf(call) is not { } local || local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is not { } declaration)
        {
            return false;
        }

        foreach (var node in declaration.EnclosingFunction().DescendantNodes())
        {
            if (node is IdentifierNameSyntax name && name.Identifier.ValueText == local.Name && IsTakenOut(name))
            {
                return true;
            }
        }

        return false;
    }

    private static ILocalSymbol? LocalOf(IOperation call)
    {
        var outer = call.Parent;
        while (outer is IConversionOperation or IAwaitOperation)
        {
            outer = outer.Parent;
        }

        return outer switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => declarator.Symbol,
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } => target.Local,
            _ => null,
        };
    }

    // task.Unwrap(), (await task).X(), await (await task), await await task.ConfigureAwait(false), task.Result.Wait(), await task.Result
    private static bool IsTakenOut(SyntaxNode node)
    {
        var awaits = 0;
        for (var current = node; current.Parent is { } parent; current = parent)
        {
            switch (parent)
            {
                case AwaitExpressionSyntax:
                    awaits++;
                    break;
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Unwrap" } access when access.Expression == current:
                    return true;
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Result" } access when access.Expression == current:
                    awaits++;
                    break;
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" or "WaitAsync" }:
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetAwaiter" or "GetResult" or "Wait" }:
                case ParenthesizedExpressionSyntax:
                case InvocationExpressionSyntax outer when outer.Expression == current:
                    break;
                case EqualsValueClauseSyntax or AssignmentExpressionSyntax or ReturnStatementSyntax or ArrowExpressionClauseSyntax or ArgumentSyntax:
                    return awaits > 0;
                default:
                    return awaits > 1;
            }
        }

        return awaits > 1;
    }
}
