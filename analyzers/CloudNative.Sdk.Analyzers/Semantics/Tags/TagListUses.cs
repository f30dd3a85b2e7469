using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Semantics.Tags;

/// <summary>What a member does with a local list of tags.</summary>
internal static class TagListUses
{
    private static readonly string[] SpanCalls = ["StartActivity", "CreateActivity", "AddEvent", "SetTag", "AddTag", "ActivityEvent", "ActivityLink", "ActivityTagsCollection", "ActivityCreationOptions"];

    /// <summary>Gets the calls that change the list before a use of it.</summary>
    public static IEnumerable<(IInvocationOperation Add, AddOrder Order)> AddsBefore(ILocalSymbol local, IOperation use, Compilation compilation, CancellationToken cancellation)
    {
        SemanticModel? model = null;
        foreach (var call in MemberOf(local, cancellation)?.DescendantNodes().OfType<InvocationExpressionSyntax>() ?? [])
        {
            if (call.Expression is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add" or "Insert" or "Remove" or "RemoveAt" or "Clear", Expression: IdentifierNameSyntax target }
                || target.Identifier.ValueText != local.Name
                || OrderOf(call, use.Syntax, local, cancellation) is not { } order)
            {
                continue;
            }

            model ??= compilation.GetSemanticModel(call.SyntaxTree);
            if (model.GetOperation(call, cancellation) is IInvocationOperation add && add.Instance?.ReferencedSymbol().Is(local) == true)
            {
                yield return (add, order);
            }
        }
    }

    /// <summary>Returns whether a list goes to a span: its tags are no metric tags.</summary>
    public static bool GoesToSpan(ILocalSymbol local, CancellationToken cancellation) =>
        MemberOf(local, cancellation)?.DescendantNodes().OfType<ArgumentSyntax>().Any(argument =>
            argument.Expression is IdentifierNameSyntax name && name.Identifier.ValueText == local.Name && SpanCalls.Contains(TakerOf(argument))) == true;

    private static string? TakerOf(ArgumentSyntax argument) => argument.Parent?.Parent switch
    {
        InvocationExpressionSyntax call => call.CalledName(),
        ObjectCreationExpressionSyntax creation => creation.Type.LastName(),
        _ => null,
    };

    private static SyntaxNode? MemberOf(ILocalSymbol local, CancellationToken cancellation) =>
        local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation)
            .FirstAncestorOrSelf<SyntaxNode>(node => node is MemberDeclarationSyntax and not GlobalStatementSyntax or CompilationUnitSyntax);

    // Null for a change after the use.
    private static AddOrder? OrderOf(SyntaxNode add, SyntaxNode use, ILocalSymbol local, CancellationToken cancellation)
    {
        var declaration = local.DeclaringSyntaxReferences[0].GetSyntax(cancellation);
        if (FunctionOf(add) != FunctionOf(use))
        {
            return AddOrder.Unknown;
        }

        if (add.SpanStart > use.SpanStart)
        {
            return add.Ancestors().Any(node => IsLoop(node) && node.Contains(use) && !node.Contains(declaration)) ? AddOrder.Unknown : null;
        }

        for (var node = add; node.Parent is { } parent && !parent.Contains(use); node = parent)
        {
            if (parent is IfStatementSyntax or SwitchSectionSyntax or ConditionalExpressionSyntax or CatchClauseSyntax or ConditionalAccessExpressionSyntax
                or BinaryExpressionSyntax || IsLoop(parent) || (parent is TryStatementSyntax { Catches.Count: > 0 }))
            {
                return AddOrder.Sometimes;
            }

            // The recording is in another part of the same statement.
            if (parent.Parent is IfStatementSyntax or TryStatementSyntax or SwitchStatementSyntax && parent.Parent.Contains(use))
            {
                return AddOrder.Sometimes;
            }
        }

        return AddOrder.Always;
    }

    private static bool IsLoop(SyntaxNode node) => node is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax;

    private static SyntaxNode? FunctionOf(SyntaxNode node) =>
        node.FirstAncestorOrSelf<SyntaxNode>(candidate => candidate is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax or AccessorDeclarationSyntax);
}
