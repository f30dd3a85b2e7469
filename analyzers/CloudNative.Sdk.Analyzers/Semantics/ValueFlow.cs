using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Semantics;

/// <summary>Follows a text from where it is written to the arguments and properties that take it: through concatenation, <c>??</c>, <c>new Uri</c>, locals and fields.</summary>
internal sealed class ValueFlow(KnownSymbols symbols, CancellationToken cancellation)
{
    private const int MaxDepth = 2;

    /// <summary>Gets the places that take the value, in the order of the source.</summary>
    public IEnumerable<ValueSink> SinksOf(IOperation value) => SinksOf(value, isDefault: false, 0);

    private IEnumerable<ValueSink> SinksOf(IOperation value, bool isDefault, int depth)
    {
        for (var (child, parent) = (value, value.Parent); parent is not null; (child, parent) = (parent, parent.Parent))
        {
            switch (parent)
            {
                case IArgumentOperation argument when argument.Parent is IObjectCreationOperation uri && uri.Type.Is(symbols.Uri):
                    parent = uri;
                    continue;
                case IArgumentOperation argument:
                    return argument.Parameter is null ? [] : [new ValueSink(argument, argument.Parameter.Name, OwnerOf(argument), isDefault || IsOfOtherConstructor(argument))];
                case ICoalesceOperation coalesce:
                    isDefault |= child == coalesce.WhenNull;
                    continue;
                case ISimpleAssignmentOperation assignment when child == assignment.Value:
                    return Assigned(assignment, isDefault, depth);
                case ICoalesceAssignmentOperation { Target: IPropertyReferenceOperation property } assignment when child == assignment.Value:
                    return [new ValueSink(assignment, property.Property.Name, property.Property.ContainingType.Name, true)];
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                    return Uses(declarator.Symbol, isDefault, depth);
                case IFieldInitializerOperation initializer:
                    return initializer.InitializedFields.SelectMany(field => Uses(field, isDefault, depth));
                case IPropertyInitializerOperation initializer:
                    return initializer.InitializedProperties.SelectMany(property => Uses(property, isDefault || property.SetMethod is not null, depth)
                        .Append(new ValueSink(initializer, property.Name, property.ContainingType.Name, true)));
                case IParameterInitializerOperation initializer:
                    return [new ValueSink(initializer, initializer.Parameter.Name, initializer.Parameter.ContainingSymbol.Name, true)];
                case IReturnOperation when parent.SemanticModel?.GetEnclosingSymbol(parent.Syntax.SpanStart, cancellation) is IMethodSymbol { AssociatedSymbol: IPropertySymbol property }:
                    return Uses(property, isDefault, depth);
                case IInvalidOperation:
                    return Unbound(child, parent, isDefault);
                case IBinaryOperation { OperatorKind: not BinaryOperatorKind.Add } or IReturnOperation or IBlockOperation or IPatternOperation or IAttributeOperation or ILoopOperation:
                    return [];
                case IConversionOperation or IParenthesizedOperation or IBinaryOperation or IConditionalOperation or IInterpolatedStringTextOperation or IInterpolationOperation
                    or IInterpolatedStringOperation or IArrayInitializerOperation or IArrayCreationOperation or ICollectionExpressionOperation or ISwitchExpressionArmOperation or ISwitchExpressionOperation:
                    continue;
                default:
                    return [];
            }
        }

        return [];
    }

    private IEnumerable<ValueSink> Assigned(ISimpleAssignmentOperation assignment, bool isDefault, int depth) => assignment.Target switch
    {
        IPropertyReferenceOperation { Property: var property } reference => property.IsIndexer
            ? [new ValueSink(assignment, ConstantText.Of(reference.Arguments.FirstOrDefault()?.Value, cancellation) ?? "this[]", property.ContainingType.Name, isDefault)]
            : [new ValueSink(assignment, property.Name, property.ContainingType.Name, isDefault)],
        ILocalReferenceOperation local => Uses(local.Local, isDefault, depth),
        IFieldReferenceOperation field => Uses(field.Field, isDefault, depth),
        IInvalidOperation { Syntax: MemberAccessExpressionSyntax access } => [new ValueSink(assignment, access.Name.Identifier.ValueText, access.Expression.ToString(), isDefault)],
        IInvalidOperation { Syntax: IdentifierNameSyntax name } => [new ValueSink(assignment, name.Identifier.ValueText, "", isDefault)],
        _ => [],
    };

    private static IEnumerable<ValueSink> Unbound(IOperation value, IOperation parent, bool isDefault)
    {
        var owner = parent.Syntax switch
        {
            InvocationExpressionSyntax call => call.CalledName() ?? "",
            ObjectCreationExpressionSyntax creation => creation.Type.ToString(),
            _ => "",
        };
        return owner.Length > 0 ? [new ValueSink(value, "", owner, isDefault)] : [];
    }

    private static string OwnerOf(IArgumentOperation argument) => argument.Parent switch
    {
        IInvocationOperation call => call.TargetMethod.Name,
        IObjectCreationOperation creation => creation.Type?.Name ?? "",
        _ => "",
    };

    // : this("localhost") stands in for what another constructor is told.
    private static bool IsOfOtherConstructor(IArgumentOperation argument) =>
        argument.Parent is IInvocationOperation { TargetMethod.MethodKind: MethodKind.Constructor, Syntax: ConstructorInitializerSyntax { RawKind: (int)SyntaxKind.ThisConstructorInitializer } };

    private IEnumerable<ValueSink> Uses(ISymbol symbol, bool isDefault, int depth)
    {
        if (depth >= MaxDepth)
        {
            yield break;
        }

        foreach (var scope in Scopes(symbol))
        {
            SemanticModel? model = null;
            foreach (var name in scope.DescendantNodes().OfType<IdentifierNameSyntax>())
            {
                if (name.Identifier.ValueText != symbol.Name)
                {
                    continue;
                }

                model ??= symbols.Compilation.GetSemanticModel(scope.SyntaxTree);
                SyntaxNode use = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
                if (model.GetSymbolInfo(name, cancellation).Symbol.Is(symbol) && model.GetOperation(use, cancellation) is { } read)
                {
                    foreach (var sink in SinksOf(read, isDefault, depth + 1))
                    {
                        yield return sink;
                    }
                }
            }
        }
    }

    private IEnumerable<SyntaxNode> Scopes(ISymbol symbol)
    {
        if (symbol is ILocalSymbol)
        {
            var declaration = symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation);
            var member = declaration?.FirstAncestorOrSelf<SyntaxNode>(node => node is MemberDeclarationSyntax and not GlobalStatementSyntax or CompilationUnitSyntax);
            return member is null ? [] : [member];
        }

        return symbol.DeclaredAccessibility == Accessibility.Private || !symbol.IsStatic
            ? symbol.ContainingType.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellation))
            : FilesThatName(symbol);
    }

    // A constant of the whole program is looked for where it is named with its type: that much a search of the text tells, and binding every file that has a word of this name costs more than all rules together.
    private IEnumerable<SyntaxNode> FilesThatName(ISymbol symbol)
    {
        var qualified = symbol.ContainingType.Name + "." + symbol.Name;
        foreach (var tree in symbols.Compilation.SyntaxTrees)
        {
            if (symbol.ContainingType.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree == tree)
                || (tree.TryGetText(out var source) && source.ToString() is var text && (Has(text, qualified) || (Has(text, "using static") && Has(text, symbol.Name)))))
            {
                yield return tree.GetRoot(cancellation);
            }
        }
    }

    private static bool Has(string text, string part) => text.IndexOf(part, StringComparison.Ordinal) >= 0;
}
