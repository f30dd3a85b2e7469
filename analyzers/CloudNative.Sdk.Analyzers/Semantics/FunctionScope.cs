using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Semantics;

/// <summary>Code of one function without that of the functions inside: a lambda runs at another time.</summary>
internal static class FunctionScope
{
    private static bool IsFunction(SyntaxNode node) => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax and not GlobalStatementSyntax;

    /// <summary>Gets what lies below a node, without nested functions.</summary>
    public static IEnumerable<SyntaxNode> NodesHere(this SyntaxNode node) =>
        node.DescendantNodes(child => child == node || child is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax));

    /// <summary>Gets the calls below a node, without those in nested functions, in the order of the code.</summary>
    public static IEnumerable<InvocationExpressionSyntax> CallsHere(this SyntaxNode node) => node.NodesHere().OfType<InvocationExpressionSyntax>();

    /// <summary>Gets what lies below an operation, without nested functions.</summary>
    public static IEnumerable<IOperation> OperationsHere(this IOperation operation)
    {
        foreach (var child in operation.ChildOperations)
        {
            yield return child;
            if (child is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                continue;
            }

            foreach (var inner in child.OperationsHere())
            {
                yield return inner;
            }
        }
    }

    /// <summary>Gets the lambda, local function or member that a node belongs to; top-level statements belong to their file.</summary>
    public static SyntaxNode EnclosingFunction(this SyntaxNode node) => node.Ancestors().FirstOrDefault(IsFunction) ?? node.SyntaxTree.GetRoot();

    /// <summary>Returns whether a statement never goes on to the next one: it returns, throws, or leaves its loop.</summary>
    public static bool Leaves(this StatementSyntax? statement, bool byContinue) => statement switch
    {
        ReturnStatementSyntax or ThrowStatementSyntax or BreakStatementSyntax or GotoStatementSyntax => true,
        ContinueStatementSyntax => byContinue,
        YieldStatementSyntax { Expression: null } => true,
        BlockSyntax block => block.Statements.LastOrDefault().Leaves(byContinue),
        IfStatementSyntax { Else: { } other } branch => branch.Statement.Leaves(byContinue) && other.Statement.Leaves(byContinue),
        _ => false,
    };
}
