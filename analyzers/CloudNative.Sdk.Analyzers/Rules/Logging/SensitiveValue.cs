using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Logging;

/// <summary>Finds the part of a logged value that is a secret by its name, its type or where it comes from.</summary>
internal sealed class SensitiveValue(string[] names)
{
    private const int MaxDepth = 6;

    private static readonly string[] SecretTypes = ["SecureString", "NetworkCredential", "ClaimsPrincipal"];

    private static readonly string[] Makers = ["Get", "Create", "Generate", "Read", "Issue", "Fetch", "Acquire", "Resolve", "Decrypt"];

    public bool IsSensitive(string name) => SensitiveName.Is(name, names);

    /// <summary>Gets the secret inside a value and what it is called; null where there is none, or it cannot be told.</summary>
    public (IOperation Value, string Name)? In(IOperation value) => In(value, 0);

    /// <summary>Returns whether a value is plain text that is handed on as it is, so that the name of its placeholder says what it is.</summary>
    public static bool IsPlain(IOperation value) => value.Unwrap() switch
    {
        { ConstantValue.HasValue: true } => false,
        ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation { Property.Name: not ("Length" or "Count" or "HasValue") } => IsText(value.Unwrap().Type),
        _ => false,
    };

    /// <summary>Gets the name of a public property that is a secret, where a value is written with all it has.</summary>
    public string? MemberOf(ITypeSymbol? type)
    {
        for (var current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
            {
                if (member is IPropertySymbol { IsStatic: false, DeclaredAccessibility: Accessibility.Public, GetMethod: not null, IsIndexer: false } property
                    && IsText(property.Type) && IsSensitive(property.Name) && !IsHidden(property))
                {
                    return property.Name;
                }
            }
        }

        return null;
    }

    public static bool IsText(ITypeSymbol? type) => type switch
    {
        { SpecialType: SpecialType.System_String or SpecialType.System_Object } => true,
        IArrayTypeSymbol array => array.ElementType.SpecialType is SpecialType.System_Byte or SpecialType.System_Char or SpecialType.System_String,
        { TypeKind: TypeKind.Dynamic } => true,
        { Name: "StringValues" or "SecureString" } => true,
        _ => false,
    };

    private (IOperation, string)? In(IOperation given, int depth)
    {
        var value = given.Unwrap();
        if (depth > MaxDepth || value.ConstantValue.HasValue)
        {
            return null;
        }

        if (value.Type is { Name: var type } && Array.IndexOf(SecretTypes, type) >= 0 && value is not IObjectCreationOperation)
        {
            return (value, type);
        }

        return value switch
        {
            IAwaitOperation wait => In(wait.Operation, depth + 1),
            IConditionalAccessOperation access => In(access.WhenNotNull, depth + 1),
            ICoalesceOperation coalesce => In(coalesce.Value, depth + 1) ?? In(coalesce.WhenNull, depth + 1),
            IConditionalOperation { WhenFalse: { } other } choice => In(choice.WhenTrue, depth + 1) ?? In(other, depth + 1),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => In(sum.LeftOperand, depth + 1) ?? In(sum.RightOperand, depth + 1),
            IInterpolatedStringOperation text => InHoles(text, depth),
            ILocalReferenceOperation { Local: var local } => IsText(local.Type) && (IsSensitive(local.Name) || HoldsConnectionString(local)) ? (value, local.Name) : null,
            IPropertyReferenceOperation { Arguments.Length: 1 } indexer when indexer.Arguments[0].Value.ConstantValue is { HasValue: true, Value: string key } => IsText(value.Type) && IsSensitiveKey(key) ? (value, key) : null,
            IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation =>
                value.ReferencedSymbol() is { } symbol && IsText(value.Type) && IsSensitive(symbol.Name) ? (value, symbol.Name) : null,
            IInvocationOperation call => InCall(call, depth),
            _ => null,
        };
    }

    private (IOperation, string)? InHoles(IInterpolatedStringOperation text, int depth)
    {
        foreach (var part in text.Parts)
        {
            if (part is IInterpolationOperation { Expression: var expression } && In(expression, depth + 1) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private (IOperation, string)? InCall(IInvocationOperation call, int depth)
    {
        var name = call.TargetMethod.Name;
        if (name is "ToString" or "Trim" or "ToUpperInvariant" or "ToLowerInvariant" && call.Instance is { } instance)
        {
            return In(instance, depth + 1);
        }

        if (name is "Format" or "Concat" && call.TargetMethod.ContainingType?.SpecialType == SpecialType.System_String)
        {
            foreach (var value in call.GivenValues())
            {
                if (In(value, depth + 1) is { } found)
                {
                    return found;
                }
            }

            return null;
        }

        if (name is "GetEnvironmentVariable" or "GetValue" && call.GivenValues().FirstOrDefault()?.ConstantValue is { HasValue: true, Value: string key })
        {
            return IsSensitiveKey(key) && IsText(call.Type) ? (call, key) : null;
        }

        var result = call.Type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments.Length: 1 } task ? task.TypeArguments[0] : call.Type;
        var plain = name.EndsWith("Async", StringComparison.Ordinal) ? name.Substring(0, name.Length - 5) : name;
        return name == "GetConnectionString" || (IsText(result) && Array.Exists(Makers, maker => plain.StartsWith(maker, StringComparison.Ordinal)) && IsSensitive(plain)) ? (call, name) : null;
    }

    // configuration["Jwt:Secret"], headers["X-Api-Key"], "DB_PASSWORD"; all of a section of connection strings.
    private bool IsSensitiveKey(string key) => IsSensitive(key) || key.StartsWith("ConnectionStrings:", StringComparison.OrdinalIgnoreCase);

    private static bool HoldsConnectionString(ILocalSymbol local) =>
        local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } value }
        && value is InvocationExpressionSyntax or PostfixUnaryExpressionSyntax or BinaryExpressionSyntax
        && value.DescendantNodesAndSelf().Any(node => node is InvocationExpressionSyntax call && call.CalledName() == "GetConnectionString");

    // [LogMasked], [JsonIgnore], a data classification.
    private static bool IsHidden(IPropertySymbol property) => property.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is { } name
        && (name.Contains("Log") || name.Contains("Mask") || name.Contains("Ignore") || name.Contains("Sensitive") || name.Contains("Personal") || name.Contains("Private") || name.Contains("Data")));
}
