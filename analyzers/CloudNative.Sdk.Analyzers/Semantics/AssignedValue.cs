using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.Semantics;

/// <summary>Finds the one value that a local, field or property ever gets; a symbol with none or several has no known value.</summary>
internal static class AssignedValue
{
    public static IOperation? Of(ISymbol symbol, Compilation compilation, CancellationToken cancellation)
    {
        if (!IsOnlySetHere(symbol))
        {
            return null;
        }

        SyntaxNode? value = null;
        foreach (var scope in Scopes(symbol, cancellation))
        {
            SemanticModel? model = null;
            foreach (var node in scope.DescendantNodes())
            {
                if (!Names(node, symbol.Name, out var given))
                {
                    continue;
                }

                model ??= compilation.GetSemanticModel(scope.SyntaxTree);
                if (!Concerns(node, symbol, model, cancellation))
                {
                    continue;
                }

                if (given is null || value is not null)
                {
                    return null;
                }

                value = given;
            }
        }

        return value is null ? null : compilation.GetSemanticModel(value.SyntaxTree).GetOperation(value, cancellation);
    }

    /// <summary>Gets every value that a local is given; null stands for one that cannot be told (compound assignment, ref, out).</summary>
    public static IEnumerable<IOperation?> AllOf(ILocalSymbol local, Compilation compilation, CancellationToken cancellation)
    {
        foreach (var scope in Scopes(local, cancellation))
        {
            var model = compilation.GetSemanticModel(scope.SyntaxTree);
            foreach (var node in scope.DescendantNodes())
            {
                if (Names(node, local.Name, out var given) && Concerns(node, local, model, cancellation))
                {
                    yield return given is null ? null : model.GetOperation(given, cancellation);
                }
            }
        }
    }

    private static bool IsOnlySetHere(ISymbol symbol) => symbol switch
    {
        ILocalSymbol local => local.RefKind == RefKind.None,
        IFieldSymbol field => field.IsReadOnly || field.DeclaredAccessibility == Accessibility.Private,
        IPropertySymbol { IsIndexer: false } property => !property.IsVirtual && !property.IsOverride
            && (property.SetMethod is null || property.SetMethod.DeclaredAccessibility == Accessibility.Private),
        _ => false,
    };

    private static IEnumerable<SyntaxNode> Scopes(ISymbol symbol, CancellationToken cancellation)
    {
        if (symbol is not ILocalSymbol)
        {
            return symbol.ContainingType.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellation));
        }

        var declaration = symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation);
        var member = declaration?.FirstAncestorOrSelf<SyntaxNode>(node => node is MemberDeclarationSyntax and not GlobalStatementSyntax or CompilationUnitSyntax);
        return member is null ? [] : [member];
    }

    // Every node that can give the symbol a value; the value is null where it cannot be told (compound assignment, ref, out).
    private static bool Names(SyntaxNode node, string name, out SyntaxNode? value)
    {
        value = null;
        switch (node)
        {
            case VariableDeclaratorSyntax declarator when declarator.Identifier.ValueText == name:
                value = declarator.Initializer?.Value;
                return value is not null;
            case PropertyDeclarationSyntax property when property.Identifier.ValueText == name:
                value = property.Initializer?.Value ?? property.ExpressionBody?.Expression;
                return value is not null;
            case AssignmentExpressionSyntax assignment when NameOf(assignment.Left) == name:
                value = assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) ? assignment.Right : null;
                return true;
            case PrefixUnaryExpressionSyntax unary when unary.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression:
                return NameOf(unary.Operand) == name;
            case PostfixUnaryExpressionSyntax unary when unary.Kind() is SyntaxKind.PostIncrementExpression or SyntaxKind.PostDecrementExpression:
                return NameOf(unary.Operand) == name;
            case ArgumentSyntax argument when argument.RefKindKeyword.Kind() is SyntaxKind.RefKeyword or SyntaxKind.OutKeyword:
                return NameOf(argument.Expression) == name;
            default:
                return false;
        }
    }

    private static bool Concerns(SyntaxNode node, ISymbol symbol, SemanticModel model, CancellationToken cancellation)
    {
        var found = node switch
        {
            VariableDeclaratorSyntax or PropertyDeclarationSyntax => model.GetDeclaredSymbol(node, cancellation),
            AssignmentExpressionSyntax assignment => model.GetSymbolInfo(assignment.Left, cancellation).Symbol,
            PrefixUnaryExpressionSyntax unary => model.GetSymbolInfo(unary.Operand, cancellation).Symbol,
            PostfixUnaryExpressionSyntax unary => model.GetSymbolInfo(unary.Operand, cancellation).Symbol,
            ArgumentSyntax argument => model.GetSymbolInfo(argument.Expression, cancellation).Symbol,
            _ => null,
        };
        return found.Is(symbol);
    }

    private static string? NameOf(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        _ => null,
    };
}
