using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Semantics.Bounds;

/// <summary>
/// Judges how many values an expression can take, from where it comes: members and types of the framework, names, locals, text made of parts, and what methods of
/// the same compilation return. Unknown is not a finding. One object serves one compilation.
/// </summary>
internal sealed class ValueBounds(KnownSymbols symbols)
{
    private const int MaxDepth = 10;

    public Bound Of(IOperation? value, CancellationToken cancellation) => Of(value, null, 0, cancellation);

    private Bound Of(IOperation? value, IInvocationOperation? frame, int depth, CancellationToken cancellation)
    {
        if (value is null || depth > MaxDepth)
        {
            return Bound.Unknown;
        }

        if (value.ConstantValue.HasValue || (value.Type is { TypeKind: TypeKind.Enum } or { SpecialType: SpecialType.System_Boolean }))
        {
            return Bound.Bounded;
        }

        switch (value)
        {
            case IConversionOperation conversion: return Of(conversion.Operand, frame, depth, cancellation);
            case IParenthesizedOperation parenthesized: return Of(parenthesized.Operand, frame, depth, cancellation);
            case IInterpolatedStringOperation text: return Interpolated(text, frame, depth, cancellation);
            case IBinaryOperation binary: return Binary(binary, frame, depth, cancellation);
            case ICoalesceOperation choice: return Bound.Wider(Of(choice.Value, frame, depth + 1, cancellation), Of(choice.WhenNull, frame, depth + 1, cancellation));
            case IConditionalOperation choice: return Choice(choice, frame, depth, cancellation);
            case ISwitchExpressionOperation choice: return Switch(choice, frame, depth, cancellation);
            case IConditionalAccessOperation access: return Of(access.WhenNotNull, frame, depth + 1, cancellation);
            case IAwaitOperation awaited: return BoundSources.OfType(awaited.Type, symbols);
            case IImplicitIndexerReferenceOperation cut: return Cut(cut.Instance, frame, depth, cancellation);
            case IInvocationOperation call: return Call(call, frame, depth, cancellation);
            case IPropertyReferenceOperation property: return Property(property, frame, depth, cancellation);
            case IFieldReferenceOperation field: return Field(field, depth, cancellation);
            case ILocalReferenceOperation local: return Local(local, frame, depth, cancellation);
            case IParameterReferenceOperation parameter: return Parameter(parameter, frame, depth, cancellation);
            case IInvalidOperation: return UnboundSources.Of(value.Syntax, value.SemanticModel, cancellation);
            case IObjectCreationOperation or IArrayElementReferenceOperation: return BoundSources.OfType(value.Type, symbols);
            default: return Bound.Unknown;
        }
    }

    private Bound Interpolated(IInterpolatedStringOperation text, IInvocationOperation? frame, int depth, CancellationToken cancellation)
    {
        var bound = Bound.Bounded;
        foreach (var part in text.Parts)
        {
            if (part is IInterpolationOperation hole)
            {
                bound = Bound.Wider(bound, Of(hole.Expression, frame, depth + 1, cancellation));
            }
        }

        return bound;
    }

    // Only sums keep what they are made of: a division or a remainder puts numbers into classes.
    private Bound Binary(IBinaryOperation binary, IInvocationOperation? frame, int depth, CancellationToken cancellation) =>
        binary.OperatorKind is BinaryOperatorKind.Add or BinaryOperatorKind.Subtract
            ? Bound.Wider(Of(binary.LeftOperand, frame, depth + 1, cancellation), Of(binary.RightOperand, frame, depth + 1, cancellation))
            : Bound.Unknown;

    private Bound Choice(IConditionalOperation choice, IInvocationOperation? frame, int depth, CancellationToken cancellation) =>
        choice.WhenFalse is null ? Bound.Unknown : Bound.Wider(
            Branch(choice.WhenTrue, choice.Condition, frame, depth, cancellation), Branch(choice.WhenFalse, choice.Condition, frame, depth, cancellation));

    // known.Contains(name) ? name : "other": what is tested and then used is a member of the set it was tested for.
    private Bound Branch(IOperation branch, IOperation test, IInvocationOperation? frame, int depth, CancellationToken cancellation) =>
        branch.ReferencedSymbol() is { } symbol && !IsEmptinessTest(test) && Mentions(test.Syntax, symbol.Name) ? Bound.Unknown : Of(branch, frame, depth + 1, cancellation);

    private Bound Switch(ISwitchExpressionOperation choice, IInvocationOperation? frame, int depth, CancellationToken cancellation)
    {
        var bound = Bound.Bounded;
        foreach (var arm in choice.Arms)
        {
            bound = Bound.Wider(bound, Branch(arm.Value, choice.Value, frame, depth, cancellation));
        }

        return bound;
    }

    // The first characters of a path can be one of few; those of anything else cannot.
    private Bound Cut(IOperation? whole, IInvocationOperation? frame, int depth, CancellationToken cancellation) =>
        Of(whole, frame, depth + 1, cancellation) is { Kind: BoundKind.Unbounded } bound && bound.What.IndexOf("path", StringComparison.Ordinal) < 0 ? bound : Bound.Unknown;

    private Bound Call(IInvocationOperation call, IInvocationOperation? frame, int depth, CancellationToken cancellation)
    {
        var method = call.TargetMethod;
        if (BoundSources.OfMethod(method, symbols) is { IsOpen: true } source)
        {
            return source;
        }

        switch (method.Name)
        {
            case "GetType":
                return Bound.Bounded;
            case "ToString" when call.Instance is { } instance:
                return call.Arguments.Length > 0 && instance.Type is { Name: "DateTime" or "DateTimeOffset" or "TimeSpan" or "DateOnly" or "TimeOnly" }
                    ? Bound.Unknown
                    : Of(instance, frame, depth + 1, cancellation);
            case "ToHexString" or "GetValueOrDefault" or "ToUriComponent" when call.Instance is { } instance:
                return Of(instance, frame, depth + 1, cancellation);
            case "Trim" or "TrimStart" or "TrimEnd" or "ToLower" or "ToLowerInvariant" or "ToUpper" or "ToUpperInvariant" or "Replace" or "Normalize" or "PadLeft" or "PadRight"
                when call.Instance is { Type.SpecialType: SpecialType.System_String } text:
                return Of(text, frame, depth + 1, cancellation);
            case "Substring" or "Remove" when call.Instance is { Type.SpecialType: SpecialType.System_String } text:
                return Cut(text, frame, depth, cancellation);
            case "Concat" or "Format" or "Join" when method.ContainingType.SpecialType == SpecialType.System_String:
                return Parts(call, frame, depth, cancellation);
            case "ToString" or "ToDouble" or "ToInt32" or "ToInt64" when call.Arguments.Length > 0 && method.ContainingType.Is(symbols.Find("System.Convert")):
                return Of(call.Arguments[0].Value, frame, depth + 1, cancellation);
            case "Round" or "Floor" or "Ceiling" or "Truncate" when method.ContainingType.Is(symbols.Find("System.Math")):
                return Bound.Unknown;
            default:
                return method.ContainingAssembly.Is(symbols.Compilation.Assembly)
                    ? Returned(call, frame, depth, cancellation)
                    : Named(method, call.Type);
        }
    }

    // Methods elsewhere are judged by their type, but not numbers: they may be settings.
    private Bound Named(IMethodSymbol method, ITypeSymbol? type) =>
        method.Name is "Parse" or "FromString" ? Bound.Unknown
        : type?.SpecialType is SpecialType.System_Double or SpecialType.System_Single or SpecialType.System_Decimal ? Bound.Unknown
        : BoundSources.OfType(type, symbols);

    private Bound Parts(IInvocationOperation call, IInvocationOperation? frame, int depth, CancellationToken cancellation)
    {
        var bound = Bound.Bounded;
        foreach (var argument in call.Arguments)
        {
            var parts = argument.Value.Unwrap() is IArrayCreationOperation { Initializer: { } elements } ? elements.ElementValues : [argument.Value];
            foreach (var part in parts)
            {
                bound = Bound.Wider(bound, Of(part, frame, depth + 1, cancellation));
            }
        }

        return bound;
    }

    private Bound Returned(IInvocationOperation call, IInvocationOperation? frame, int depth, CancellationToken cancellation)
    {
        if (frame is not null)
        {
            return Bound.Unknown;
        }

        if (ReturnedValue.Of(call.TargetMethod, symbols.Compilation, cancellation) is { } only)
        {
            return Of(only, call, depth + 1, cancellation);
        }

        // One of several results is enough, unless it is what was given: that was tested before.
        foreach (var result in ReturnedValue.AllOf(call.TargetMethod, symbols.Compilation, cancellation))
        {
            if (result?.ReferencedSymbol() is not IParameterSymbol && Of(result, call, depth + 1, cancellation) is { Kind: BoundKind.Unbounded } open)
            {
                return open;
            }
        }

        return Bound.Unknown;
    }

    private Bound Property(IPropertyReferenceOperation property, IInvocationOperation? frame, int depth, CancellationToken cancellation)
    {
        var member = property.Property;

        if (IsOwnAddress(member, member.Type) || (member.ContainingType.Name == "IPEndPoint" && Of(property.Instance, frame, depth + 1, cancellation).Kind == BoundKind.Bounded))
        {
            return Bound.Bounded;
        }

        if (BoundSources.OfProperty(member, property.Instance?.Type, symbols) is { IsOpen: true } source)
        {
            return source;
        }

        if (IsSetting(member))
        {
            return Bound.Unknown;
        }

        if (member.Name == "Value" && property.Instance is { } wrapped && wrapped.Type is { IsValueType: true })
        {
            return Of(wrapped, frame, depth + 1, cancellation);
        }

        if (member.IsIndexer && property.Arguments.Length == 1 && member.ContainingType.Name == "RouteValueDictionary")
        {
            return ConstantText.Of(property.Arguments[0].Value, cancellation) is { } key && key.EndsWith("id", StringComparison.OrdinalIgnoreCase) ? Bound.Identifier : Bound.Unknown;
        }

        if (member.ContainingAssembly.Is(symbols.Compilation.Assembly) && member.GetMethod is { } getter
            && ReturnedValue.Of(getter, symbols.Compilation, cancellation) is { } returned)
        {
            return Of(returned, frame, depth + 1, cancellation);
        }

        return ByNameOrType(member, member.Type, isSetting: false);
    }

    private Bound Field(IFieldReferenceOperation field, int depth, CancellationToken cancellation)
    {
        if (field.Field.IsStatic)
        {
            return Bound.Unknown;
        }

        return AssignedValue.Of(field.Field, symbols.Compilation, cancellation) is { } value && value.ReferencedSymbol() is not IParameterSymbol
            && Of(value, null, depth + 1, cancellation) is { Kind: not BoundKind.Unknown } bound
            ? bound
            : ByNameOrType(field.Field, field.Type, isSetting: true);
    }

    private Bound Local(ILocalReferenceOperation local, IInvocationOperation? frame, int depth, CancellationToken cancellation)
    {
        var bound = Bound.Unknown;
        var isAssigned = false;
        foreach (var value in AssignedValue.AllOf(local.Local, symbols.Compilation, cancellation))
        {
            // reason = Shorten(reason): what it was before does not count.
            if (value is null || Mentions(value.Syntax, local.Local.Name))
            {
                return Bound.Unknown;
            }

            isAssigned = true;
            if (value.Syntax.SpanStart < local.Syntax.SpanStart && Of(value, frame, depth + 1, cancellation) is { } other && other.Kind > bound.Kind)
            {
                bound = other;
            }
        }

        // endPoint is IPEndPoint ip: the same thing under another name.
        if (!isAssigned && local.Local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation).FirstAncestorOrSelf<IsPatternExpressionSyntax>() is { } test
            && Of(local.SemanticModel?.GetOperation(test.Expression, cancellation), frame, depth + 1, cancellation) is { Kind: BoundKind.Bounded } same)
        {
            return same;
        }

        return bound.Kind != BoundKind.Unknown ? bound : ByNameOrType(local.Local, local.Type, isSetting: !isAssigned);
    }

    private Bound Parameter(IParameterReferenceOperation parameter, IInvocationOperation? frame, int depth, CancellationToken cancellation)
    {
        if (frame is not null && frame.TargetMethod.OriginalDefinition.Is(parameter.Parameter.ContainingSymbol) && frame.Argument(parameter.Parameter.Name) is { } given)
        {
            return Of(given, null, depth + 1, cancellation);
        }

        return ByNameOrType(parameter.Parameter, parameter.Type, isSetting: false);
    }

    private Bound ByNameOrType(ISymbol symbol, ITypeSymbol? type, bool isSetting)
    {
        if (symbol.IsStatic || (isSetting && type?.SpecialType is SpecialType.System_Double or SpecialType.System_Single or SpecialType.System_Decimal) || (isSetting && type?.Name == "TimeSpan"))
        {
            return Bound.Unknown;
        }

        return IsOwnAddress(symbol, type) ? Bound.Bounded
            : BoundNames.IsIdentifier(symbol, type) ? Bound.Identifier
            : type is { Name: "Guid" } && symbol.Name.EndsWith("Id", StringComparison.Ordinal) ? Bound.Unknown
            : BoundSources.OfType(type, symbols);
    }

    // Where the program itself listens: a few, however many call it.
    private bool IsOwnAddress(ISymbol symbol, ITypeSymbol? type) => symbol.Name.StartsWith("local", StringComparison.OrdinalIgnoreCase)
        && (type.IsOrInherits(symbols.Find("System.Net.EndPoint")) || type.IsOrInherits(symbols.Find("System.Net.IPAddress")));

    private static bool IsSetting(IPropertySymbol member) =>
        member.ContainingType.Name is var owner && (owner.EndsWith("Options", StringComparison.Ordinal) || owner.EndsWith("Settings", StringComparison.Ordinal));

    private static bool IsEmptinessTest(IOperation test) => test.Unwrap() switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => IsEmptinessTest(not.Operand),
        IInvocationOperation { TargetMethod: { Name: "IsNullOrEmpty" or "IsNullOrWhiteSpace", ContainingType.SpecialType: SpecialType.System_String } } => true,
        IPropertyReferenceOperation { Property.Name: "HasValue" } => true,
        IIsPatternOperation { Pattern: IConstantPatternOperation or INegatedPatternOperation { Pattern: IConstantPatternOperation } } => true,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } binary => binary.RightOperand.ConstantValue is { HasValue: true, Value: null or "" },
        _ => false,
    };

    private static bool Mentions(SyntaxNode node, string name)
    {
        foreach (var part in node.DescendantNodesAndSelf())
        {
            if (part is IdentifierNameSyntax identifier && identifier.Identifier.ValueText == name)
            {
                return true;
            }
        }

        return false;
    }
}
