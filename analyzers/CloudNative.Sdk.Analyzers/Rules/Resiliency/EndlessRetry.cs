using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.Rules.Resiliency;

/// <summary>Tells an attempt that is repeated for ever from one with a limit in its body.</summary>
internal static class EndlessRetry
{
    /// <summary>Returns whether success leaves the loop, and failure never does: no count, no token, no filter.</summary>
    public static bool Is(TryStatementSyntax attempt, CatchClauseSyntax clause)
    {
        var loop = attempt.Ancestors().First(node => node is WhileStatementSyntax or ForStatementSyntax or DoStatementSyntax);
        return clause.Filter is null
            && attempt.Block.NodesHere().Any(node => node is ReturnStatementSyntax or BreakStatementSyntax)
            && !LeavesSomewhere(clause.Block)
            && !loop.NodesHere().Any(node => node is IdentifierNameSyntax { Identifier.ValueText: var name } && IsToken(name));
    }

    private static bool LeavesSomewhere(BlockSyntax block) =>
        block.NodesHere().Any(node => node is ReturnStatementSyntax or BreakStatementSyntax or ThrowStatementSyntax or ThrowExpressionSyntax or GotoStatementSyntax);

    private static bool IsToken(string name) =>
        name is "ct" or "cts" or "RequestAborted" || (name.EndsWith("token", StringComparison.OrdinalIgnoreCase) && name != "None")
        || name.IndexOf("cancel", StringComparison.OrdinalIgnoreCase) >= 0 || name.IndexOf("stopping", StringComparison.OrdinalIgnoreCase) >= 0;
}
