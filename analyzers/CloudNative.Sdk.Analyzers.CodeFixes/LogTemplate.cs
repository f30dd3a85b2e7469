using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.CodeFixes;

/// <summary>Turns an interpolated text into the template and values of a log call.</summary>
internal static class LogTemplate
{
    /// <summary>Returns the arguments as they are written; null where a part cannot be carried over.</summary>
    public static string? Of(InterpolatedStringExpressionSyntax text)
    {
        var template = new StringBuilder();
        var values = new List<string>();
        var names = new List<string>();
        foreach (var part in text.Contents)
        {
            switch (part)
            {
                case InterpolatedStringTextSyntax literal:
                    template.Append(literal.TextToken.ValueText.Replace("{", "{{").Replace("}", "}}"));
                    break;
                case InterpolationSyntax hole:
                    var name = NameOf(hole.Expression, names);
                    names.Add(name);
                    template.Append('{').Append(name).Append(hole.AlignmentClause).Append(hole.FormatClause).Append('}');
                    values.Add(Unparenthesized(hole.Expression).WithoutTrivia().ToString());
                    break;
                default:
                    return null;
            }
        }

        return string.Join(", ", values.Prepend(SyntaxFactory.Literal(template.ToString()).ToString()));
    }

    /// <summary>Gets the name of a value in a template: the last name of the expression, unlike those before it.</summary>
    public static string NameOf(ExpressionSyntax value, IReadOnlyCollection<string> taken)
    {
        var last = Unparenthesized(value) switch
        {
            IdentifierNameSyntax name => name.Identifier.ValueText,
            MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Name.Identifier.ValueText,
            InvocationExpressionSyntax { Expression: IdentifierNameSyntax name } => name.Identifier.ValueText,
            _ => "Value",
        };
        var plain = last.TrimStart('_');
        var result = plain.Length == 0 ? "Value" : char.ToUpperInvariant(plain[0]) + plain.Substring(1);
        var unique = result;
        for (var number = 2; taken.Contains(unique); number++)
        {
            unique = result + number;
        }

        return unique;
    }

    private static ExpressionSyntax Unparenthesized(ExpressionSyntax value) => value is ParenthesizedExpressionSyntax inner ? Unparenthesized(inner.Expression) : value;
}
