using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Semantics;

/// <summary>What can be read from a call whether it binds or not: where a package is absent, a call is an invalid operation that still has its syntax.</summary>
internal static class CallShape
{
    /// <summary>Gets the name of the called method; null where the operation is no call.</summary>
    public static string? CalledName(this IOperation operation) => operation switch
    {
        IInvocationOperation call => call.TargetMethod.Name,
        IInvalidOperation { Syntax: InvocationExpressionSyntax call } => call.CalledName(),
        _ => null,
    };

    /// <summary>Gets the name that the call is written with.</summary>
    public static string? CalledName(this InvocationExpressionSyntax call) => NameOf(call.Expression);

    /// <summary>Gets where a call names its method.</summary>
    public static SyntaxNode CalledPlace(this InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        var other => other,
    };

    /// <summary>Gets the name of the created type; null where the operation is no creation, or the type is not written.</summary>
    public static string? CreatedName(this IOperation operation) => operation switch
    {
        IObjectCreationOperation { Type.Name: var name } => name,
        IInvalidOperation { Syntax: ObjectCreationExpressionSyntax { Type: var type } } => type.LastTypeName(),
        _ => null,
    };

    /// <summary>Gets the last part of a written type name.</summary>
    public static string? LastTypeName(this TypeSyntax type) => type switch
    {
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        NullableTypeSyntax nullable => nullable.ElementType.LastTypeName(),
        _ => null,
    };

    /// <summary>Gets what stands before the dot; null for a call by bare name.</summary>
    public static ExpressionSyntax? CalledOn(this InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Expression,
        MemberBindingExpressionSyntax => call.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>(access => access.WhenNotNull.Span.Contains(call.Span))?.Expression,
        _ => null,
    };

    /// <summary>Gets the last name of an expression: <c>Logger</c> of <c>this.Logger</c> and of <c>GetLogger&lt;T&gt;()</c> its method.</summary>
    public static string? LastName(this ExpressionSyntax? expression) => expression switch
    {
        InvocationExpressionSyntax call => call.CalledName(),
        AwaitExpressionSyntax wait => LastName(wait.Expression),
        ParenthesizedExpressionSyntax parenthesized => LastName(parenthesized.Expression),
        PostfixUnaryExpressionSyntax unary => LastName(unary.Operand),
        ElementAccessExpressionSyntax element => LastName(element.Expression),
        null => null,
        _ => NameOf(expression),
    };

    /// <summary>Gets the values given to a call, those of a <c>params</c> array one by one; the receiver of an extension method is not among them.</summary>
    public static IEnumerable<IOperation> GivenValues(this IOperation operation)
    {
        if (operation is IInvocationOperation call)
        {
            var skipped = call.TargetMethod.IsExtensionMethod && call.TargetMethod.ReducedFrom is null ? 1 : 0;
            foreach (var argument in call.Arguments)
            {
                if (argument.ArgumentKind == ArgumentKind.DefaultValue || (skipped == 1 && argument.Parameter?.Ordinal == 0))
                {
                    continue;
                }

                if (argument.ArgumentKind is ArgumentKind.ParamArray or ArgumentKind.ParamCollection && argument.Value.Unwrap() is IArrayCreationOperation { Initializer: { } elements })
                {
                    foreach (var element in elements.ElementValues)
                    {
                        yield return element;
                    }
                }
                else
                {
                    yield return argument.Value;
                }
            }
        }
        else if (operation is IInvalidOperation { Syntax: InvocationExpressionSyntax syntax, SemanticModel: { } model })
        {
            foreach (var argument in syntax.ArgumentList.Arguments)
            {
                if (model.GetOperation(argument.Expression) is { } value)
                {
                    yield return value;
                }
            }
        }
    }

    private static string? NameOf(ExpressionSyntax expression) => expression switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        ConditionalAccessExpressionSyntax access => NameOf(access.WhenNotNull is InvocationExpressionSyntax call ? call.Expression : access.WhenNotNull),
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        _ => null,
    };
}
