using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.Semantics;

/// <summary>Knows code that tidies up and may fail: there is nothing left to do about it.</summary>
internal static class Cleanup
{
    private static readonly string[] Verbs = ["Dispose", "Close", "Delete", "Kill", "Abort", "Cancel", "Stop", "Disconnect", "Shutdown", "Release", "Unsubscribe", "Unlock", "Cleanup", "CleanUp", "Rollback", "Flush", "Leave"];

    private static readonly string[] Releases = ["Dispose", "DisposeAsync", "Close", "CloseAsync", "Abort", "Cancel", "CancelAsync", "Shutdown"];

    /// <summary>Returns whether a try is best effort: in a Dispose, in a finally, or nothing but calls that tidy up.</summary>
    public static bool Is(TryStatementSyntax statement)
    {
        foreach (var ancestor in statement.Ancestors())
        {
            switch (ancestor)
            {
                case FinallyClauseSyntax:
                case DestructorDeclarationSyntax:
                case MethodDeclarationSyntax { Identifier.ValueText: "Dispose" or "DisposeAsync" or "DisposeAsyncCore" or "DisposeCore" }:
                    return true;
                case MemberDeclarationSyntax and not GlobalStatementSyntax:
                    return Only(statement.Block, IsTidying);
            }
        }

        return Only(statement.Block, IsTidying);
    }

    /// <summary>Returns whether a try does nothing but give up what is held: whether that fails changes nothing for anybody.</summary>
    public static bool IsOnlyRelease(TryStatementSyntax statement) => Only(statement.Block, static name => Array.IndexOf(Releases, name) >= 0);

    /// <summary>Returns whether a block has a comment that says why.</summary>
    public static bool IsExplained(BlockSyntax block) =>
        block.DescendantTrivia().Any(trivia => trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia)
        || block.CloseBraceToken.TrailingTrivia.Any(SyntaxKind.SingleLineCommentTrivia)
        || (block.Parent is CatchClauseSyntax clause && clause.DescendantTrivia(node => node != block).Any(trivia => trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia));

    private static bool IsTidying(string name) => Array.Exists(Verbs, verb => name.StartsWith(verb, StringComparison.Ordinal));

    private static bool Only(BlockSyntax block, Func<string, bool> isMeant)
    {
        var any = false;
        foreach (var call in block.CallsHere())
        {
            var name = call.CalledName() ?? "";
            if (name is "ConfigureAwait" or "nameof" or "FromSeconds")
            {
                continue;
            }

            if (!isMeant(name))
            {
                return false;
            }

            any = true;
        }

        return any;
    }
}
