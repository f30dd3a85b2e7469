using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CloudNative.Sdk.Analyzers.CodeFixes.Telemetry;

/// <summary>Moves a creation out of the call, where it uses nothing of the call or the instance.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
internal sealed class PerCallCreationFix() : EditFix("CNS3008", "Create it once")
{
    protected override IReadOnlyList<TextChange>? Edit(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        if (node.FirstAncestorOrSelf<ExpressionSyntax>(expression => expression.Span == diagnostic.Location.SourceSpan) is not { } creation
            || creation.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not (ClassDeclarationSyntax or RecordDeclarationSyntax) || !IsStatic(creation, model, cancellation))
        {
            return null;
        }

        return creation.Parent is ArrowExpressionClauseSyntax { Parent: PropertyDeclarationSyntax } arrow
            ? [new TextChange(arrow.ArrowToken.Span, "{ get; } =")]
            : Hoist(creation, creation.FirstAncestorOrSelf<TypeDeclarationSyntax>()!, model, cancellation);
    }

    private static List<TextChange>? Hoist(ExpressionSyntax creation, TypeDeclarationSyntax type, SemanticModel model, CancellationToken cancellation)
    {
        if (model.GetTypeInfo(creation, cancellation).Type is not { TypeKind: not TypeKind.Error } made || type.Members.Count == 0
            || creation.FirstAncestorOrSelf<StatementSyntax>() is UsingStatementSyntax or null)
        {
            return null;
        }

        var twin = type.Members.OfType<FieldDeclarationSyntax>().Where(field => field.Modifiers.Any(SyntaxKind.StaticKeyword)).SelectMany(field => field.Declaration.Variables)
            .FirstOrDefault(variable => variable.Initializer?.Value.IsEquivalentTo(creation) == true);
        var name = twin?.Identifier.ValueText ?? FieldName(creation, made, type);
        var edits = new List<TextChange> { new(creation.Span, name) };
        if (twin is null)
        {
            edits.Add(Insertion($"private static readonly {made.ToMinimalDisplayString(model, type.SpanStart)} {name} = {creation.WithoutTrivia()};", creation, type, model, cancellation));
        }

        if (creation.FirstAncestorOrSelf<StatementSyntax>() is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 } declaration)
        {
            edits.Add(new(TextSpan.FromBounds(declaration.UsingKeyword.SpanStart, declaration.Declaration.SpanStart), ""));
        }

        return edits;
    }

    // After the field that it is made from, or before everything else.
    private static TextChange Insertion(string field, ExpressionSyntax creation, TypeDeclarationSyntax type, SemanticModel model, CancellationToken cancellation)
    {
        var used = creation.DescendantNodes().OfType<IdentifierNameSyntax>().Select(name => model.GetSymbolInfo(name, cancellation).Symbol).OfType<IFieldSymbol>()
            .SelectMany(symbol => symbol.DeclaringSyntaxReferences).Select(reference => reference.GetSyntax(cancellation).FirstAncestorOrSelf<FieldDeclarationSyntax>())
            .LastOrDefault(declaration => declaration?.Parent == type);
        var lines = type.OpenBraceToken.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia);
        var indent = new string(' ', type.Members[0].GetLocation().GetLineSpan().StartLinePosition.Character);
        if (used is not null)
        {
            return new(new TextSpan(used.FullSpan.End, 0), lines ? $"{indent}{field}\n" : field + " ");
        }

        return new(new TextSpan(lines ? type.Members[0].FullSpan.Start : type.Members[0].SpanStart, 0), lines ? $"{indent}{field}\n\n" : field + " ");
    }

    // Constants and static members only; what hangs on them by a dot is theirs.
    private static bool IsStatic(ExpressionSyntax creation, SemanticModel model, CancellationToken cancellation) => creation.DescendantNodesAndSelf().All(node => node switch
    {
        ThisExpressionSyntax or BaseExpressionSyntax or AnonymousFunctionExpressionSyntax or AwaitExpressionSyntax => false,
        IdentifierNameSyntax { Parent: NameColonSyntax } => true,
        SimpleNameSyntax { Parent: MemberAccessExpressionSyntax access } name when access.Name == name => true,
        SimpleNameSyntax name => model.GetSymbolInfo(name, cancellation).Symbol switch
        {
            INamespaceSymbol or INamedTypeSymbol => true,
            IFieldSymbol or IPropertySymbol or IMethodSymbol => model.GetSymbolInfo(name, cancellation).Symbol!.IsStatic,
            _ => false,
        },
        _ => true,
    });

    // shop.cart.sold becomes s_cartSold, or CartSold where the static fields of the type are called so.
    private static string FieldName(ExpressionSyntax creation, ITypeSymbol made, TypeDeclarationSyntax type)
    {
        var text = creation.DescendantTokens().FirstOrDefault(token => token.IsKind(SyntaxKind.StringLiteralToken)).ValueText ?? made.Name;
        var words = text.Split(['.', '_', '-', ' ', '/'], StringSplitOptions.RemoveEmptyEntries);
        var pascal = new StringBuilder();
        foreach (var word in words.Skip(words.Length > 1 && made.Name is not ("Meter" or "ActivitySource") ? 1 : 0))
        {
            pascal.Append(char.ToUpperInvariant(word[0])).Append(word, 1, word.Length - 1);
        }

        if (made.Name is "Meter" or "ActivitySource")
        {
            pascal.Append(made.Name == "Meter" ? "Meter" : "Source");
        }

        var statics = type.Members.OfType<FieldDeclarationSyntax>().Where(field => field.Modifiers.Any(SyntaxKind.StaticKeyword)).Select(field => field.Declaration.Variables[0].Identifier.ValueText).ToList();
        var name = statics.Any(field => char.IsUpper(field[0])) ? pascal.ToString()
            : (statics.Any(field => field[0] == '_') ? "_" : "s_") + char.ToLowerInvariant(pascal[0]) + pascal.ToString(1, pascal.Length - 1);
        var taken = new HashSet<string>(type.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText), StringComparer.Ordinal);
        return taken.Contains(name) || !SyntaxFacts.IsValidIdentifier(name) ? name + "Once" : name;
    }
}
