using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.CodeFixes;

/// <summary>Adds a statement to a block in the manner in which the block is written: on the same line, or on one of its own.</summary>
internal static class BlockText
{
    public static BlockSyntax WithLast(this BlockSyntax block, string statement)
    {
        var last = block.Statements.LastOrDefault();
        return last is ContinueStatementSyntax ? Insert(block, block.Statements.Count - 1, statement) : Insert(block, block.Statements.Count, statement);
    }

    public static BlockSyntax WithFirst(this BlockSyntax block, string statement) => Insert(block, 0, statement);

    private static BlockSyntax Insert(BlockSyntax block, int index, string statement)
    {
        var parsed = SyntaxFactory.ParseStatement(statement);
        var isOneLine = !block.ToString().Contains('\n');
        var added = isOneLine
            ? parsed.WithTrailingTrivia(SyntaxFactory.Space)
            : parsed.WithLeadingTrivia(SyntaxFactory.Whitespace(Indentation(block))).WithTrailingTrivia(EndOfLine(block));
        if (isOneLine && block.Statements.Count == 0)
        {
            var opened = block.WithOpenBraceToken(block.OpenBraceToken.WithTrailingTrivia(SyntaxFactory.Space));
            return opened.WithCloseBraceToken(opened.CloseBraceToken.WithLeadingTrivia()).WithStatements(SyntaxFactory.SingletonList(added));
        }

        if (isOneLine && index == block.Statements.Count && !block.Statements[index - 1].GetTrailingTrivia().ToFullString().EndsWith(" ", StringComparison.Ordinal))
        {
            added = added.WithLeadingTrivia(SyntaxFactory.Space);
        }

        return block.WithStatements(block.Statements.Insert(index, added));
    }

    private static string Indentation(BlockSyntax block)
    {
        var like = block.Statements.Count > 0 ? block.Statements[0].GetLeadingTrivia() : block.CloseBraceToken.LeadingTrivia;
        var spaces = like.Count > 0 ? like[like.Count - 1].ToString() : "";
        return block.Statements.Count > 0 ? spaces : spaces + "    ";
    }

    private static SyntaxTrivia EndOfLine(BlockSyntax block) =>
        block.OpenBraceToken.TrailingTrivia.ToFullString().Contains("\r") || block.ToFullString().Contains("\r\n") ? SyntaxFactory.CarriageReturnLineFeed : SyntaxFactory.LineFeed;
}
