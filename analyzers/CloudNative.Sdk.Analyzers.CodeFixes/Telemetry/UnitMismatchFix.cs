using System.Globalization;
using CloudNative.Sdk.Analyzers.Rules.Telemetry;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.CodeFixes.Telemetry;

/// <summary>Takes the property of the declared unit, or multiplies or divides by the factor.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
internal sealed class UnitMismatchFix() : RuleFix("CNS3004", "Convert to the declared unit")
{
    protected override (SyntaxNode Old, SyntaxNode New)? Replace(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        if (node.FirstAncestorOrSelf<ExpressionSyntax>(expression => expression.Span == diagnostic.Location.SourceSpan) is not { } value)
        {
            return null;
        }

        return TakeProperty(value, diagnostic, model, cancellation) ?? Rescale(value, diagnostic, model, cancellation);
    }

    private static (SyntaxNode, SyntaxNode)? TakeProperty(ExpressionSyntax value, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        if (!diagnostic.Properties.TryGetValue(UnitMismatch.PropertyKey, out var property) || property is null)
        {
            return null;
        }

        var (core, isCast) = Core(value);
        if (core is not MemberAccessExpressionSyntax member)
        {
            return null;
        }

        var wanted = SyntaxFactory.IdentifierName(property);
        switch (model.GetSymbolInfo(member, cancellation).Symbol)
        {
            case IPropertySymbol { ContainingType: { Name: "Stopwatch" } owner, Name: "ElapsedMilliseconds" or "ElapsedTicks" } when IsDiagnostics(owner) && (isCast || TakesDouble(value, model, cancellation)):
                var elapsed = SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, member.Expression, SyntaxFactory.IdentifierName("Elapsed"));
                return (member, SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, elapsed, wanted).WithTriviaFrom(member));
            case IPropertySymbol { ContainingType: { Name: "TimeSpan" } } total when total.Name.StartsWith("Total", StringComparison.Ordinal):
                return (member, member.WithName(wanted.WithTriviaFrom(member.Name)));
            default:
                return null;
        }
    }

    // Through casts and parentheses: what they hold has the unit that the whole has.
    private static (ExpressionSyntax Core, bool IsCast) Core(ExpressionSyntax value)
    {
        var isCast = false;
        while (true)
        {
            switch (value)
            {
                case ParenthesizedExpressionSyntax parenthesized: value = parenthesized.Expression; break;
                case CastExpressionSyntax cast: (value, isCast) = (cast.Expression, true); break;
                default: return (value, isCast);
            }
        }
    }

    private static (SyntaxNode, SyntaxNode)? Rescale(ExpressionSyntax value, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        if (!diagnostic.Properties.TryGetValue(UnitMismatch.FactorKey, out var text)
            || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var factor)
            || Suffix(model.GetTypeInfo(value, cancellation).ConvertedType) is not { } suffix)
        {
            return null;
        }

        var (kind, number) = factor >= 1 ? (SyntaxKind.MultiplyExpression, factor) : (SyntaxKind.DivideExpression, 1 / factor);
        number = Math.Round(number, 6);
        if ((suffix.Length == 0 && kind == SyntaxKind.DivideExpression) || number != Math.Floor(number) || number > 1e15)
        {
            return null;
        }

        var literal = SyntaxFactory.ParseExpression(number.ToString("0", CultureInfo.InvariantCulture) + suffix);
        var operand = value is BinaryExpressionSyntax or ConditionalExpressionSyntax or AwaitExpressionSyntax or LambdaExpressionSyntax
            ? SyntaxFactory.ParenthesizedExpression(value.WithoutTrivia())
            : value.WithoutTrivia();
        var operation = SyntaxFactory.Token(kind == SyntaxKind.MultiplyExpression ? SyntaxKind.AsteriskToken : SyntaxKind.SlashToken)
            .WithLeadingTrivia(SyntaxFactory.Space).WithTrailingTrivia(SyntaxFactory.Space);
        return (value, SyntaxFactory.BinaryExpression(kind, operand, operation, literal).WithTriviaFrom(value));
    }

    // The suffix of a literal of the recorded type; a whole number is only ever multiplied.
    private static string? Suffix(ITypeSymbol? type) => type?.SpecialType switch
    {
        SpecialType.System_Double => "d",
        SpecialType.System_Single => "f",
        SpecialType.System_Decimal => "m",
        SpecialType.System_Int64 => "",
        _ => null,
    };

    private static bool TakesDouble(ExpressionSyntax value, SemanticModel model, CancellationToken cancellation) =>
        model.GetTypeInfo(value, cancellation).ConvertedType?.SpecialType == SpecialType.System_Double;

    private static bool IsDiagnostics(INamedTypeSymbol type) => type.ContainingNamespace.ToDisplayString() == "System.Diagnostics";
}
