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
                    template.Append(Escaped(literal.TextToken.ValueText));
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

    /// <summary>Returns the same for texts and values that are added to one another; null where what is added is unclear.</summary>
    public static string? OfSum(BinaryExpressionSyntax sum)
    {
        var parts = new Stack<ExpressionSyntax>();
        ExpressionSyntax rest = sum;
        for (; rest is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } more; rest = more.Left)
        {
            parts.Push(more.Right);
        }

        // Numbers that are added before the first text are a sum.
        if (rest is not LiteralExpressionSyntax { Token.Value: string } && parts.Peek() is not LiteralExpressionSyntax { Token.Value: string })
        {
            return null;
        }

        parts.Push(rest);
        var template = new StringBuilder();
        var values = new List<string>();
        var names = new List<string>();
        foreach (var part in parts)
        {
            switch (part)
            {
                case LiteralExpressionSyntax { Token.Value: string text }:
                    template.Append(Escaped(text));
                    break;
                case InterpolatedStringExpressionSyntax:
                    return null;
                default:
                    names.Add(NameOf(part, names));
                    template.Append('{').Append(names[names.Count - 1]).Append('}');
                    values.Add(Unparenthesized(part).WithoutTrivia().ToString());
                    break;
            }
        }

        return string.Join(", ", values.Prepend(SyntaxFactory.Literal(template.ToString()).ToString()));
    }

    /// <summary>Returns the same for a format with numbered holes; null where they are not 0, 1, 2 in this order.</summary>
    public static string? OfFormat(string format, IReadOnlyList<ExpressionSyntax> values)
    {
        var names = new List<string>();
        var template = new StringBuilder();
        var start = 0;
        foreach (var value in values)
        {
            var hole = "{" + names.Count;
            var at = format.IndexOf(hole, start, StringComparison.Ordinal);
            var end = at < 0 ? -1 : at + hole.Length;
            if (end < 0 || end >= format.Length || format[end] is not ('}' or ':' or ',') || format.IndexOf('{', start, at - start) >= 0)
            {
                return null;
            }

            names.Add(NameOf(value, names));
            template.Append(format, start, at - start).Append('{').Append(names[names.Count - 1]);
            start = end;
        }

        if (format.IndexOf('{', start) >= 0)
        {
            return null;
        }

        template.Append(format, start, format.Length - start);
        return string.Join(", ", values.Select(value => Unparenthesized(value).WithoutTrivia().ToString()).Prepend(SyntaxFactory.Literal(template.ToString()).ToString()));
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

    private static string Escaped(string text) => text.Replace("{", "{{").Replace("}", "}}");

    private static ExpressionSyntax Unparenthesized(ExpressionSyntax value) => value is ParenthesizedExpressionSyntax inner ? Unparenthesized(inner.Expression) : value;
}
