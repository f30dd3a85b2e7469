using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CloudNative.Sdk.Analyzers.CodeFixes.Telemetry;

/// <summary>Makes a counter that also goes down an UpDownCounter: its declaration and its creation, where both and all uses are in one type.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
internal sealed class NegativeCounterFix() : EditFix("CNS3009", "Make it an UpDownCounter")
{
    protected override IReadOnlyList<TextChange>? Edit(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        if (node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { Expression: MemberAccessExpressionSyntax { Expression: var counter } }
            || model.GetSymbolInfo(counter, cancellation).Symbol is not { } symbol
            || !(symbol is ILocalSymbol || (symbol is IFieldSymbol or IPropertySymbol && symbol.DeclaredAccessibility == Accessibility.Private))
            || AssignedValue.Of(symbol, model.Compilation, cancellation)?.Syntax is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: GenericNameSyntax { Identifier.ValueText: "CreateCounter" } create } } creation
            || creation.SyntaxTree != node.SyntaxTree
            || DeclaredType(symbol, cancellation) is not { } type || type.SyntaxTree != node.SyntaxTree
            || !IsOnlyAddedTo(symbol, type, model, cancellation))
        {
            return null;
        }

        var edits = new List<TextChange> { new(create.Identifier.Span, "CreateUpDownCounter") };
        if (type.DescendantNodesAndSelf().OfType<GenericNameSyntax>().FirstOrDefault(name => name.Identifier.ValueText == "Counter") is { } declared)
        {
            edits.Add(new(declared.Identifier.Span, "UpDownCounter"));
        }

        return edits;
    }

    private static TypeSyntax? DeclaredType(ISymbol symbol, CancellationToken cancellation) => symbol.DeclaringSyntaxReferences.Length != 1 ? null
        : symbol.DeclaringSyntaxReferences[0].GetSyntax(cancellation) switch
        {
            VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1 } declaration } => declaration.Type,
            PropertyDeclarationSyntax property => property.Type,
            _ => null,
        };

    // A counter that is handed on has a type that others rely on.
    private static bool IsOnlyAddedTo(ISymbol symbol, TypeSyntax declaration, SemanticModel model, CancellationToken cancellation)
    {
        if (symbol.ContainingType is { DeclaringSyntaxReferences.Length: > 1 })
        {
            return false;
        }

        var scope = declaration.FirstAncestorOrSelf<SyntaxNode>(node => node is TypeDeclarationSyntax or CompilationUnitSyntax)!;
        return scope.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.ValueText == symbol.Name && model.GetSymbolInfo(name, cancellation).Symbol.Is(symbol))
            .Select(name => name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? (ExpressionSyntax)access : name)
            .All(use => use.Parent is AssignmentExpressionSyntax assignment && assignment.Left == use
                || use.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add" or "Enabled" or "Name" } member && member.Expression == use);
    }
}
