using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Health;

/// <summary>Evaluates the predicate of an endpoint as far as the source tells; null is unknown.</summary>
internal sealed class CheckPredicate
{
    /// <summary>The endpoint has no predicate: it runs everything.</summary>
    public static readonly CheckPredicate All = new(null, isKnown: true);

    /// <summary>The predicate cannot be read.</summary>
    public static readonly CheckPredicate Unknown = new(null, isKnown: false);

    private readonly IOperation? _condition;
    private readonly bool _isKnown;

    private CheckPredicate(IOperation? condition, bool isKnown) => (_condition, _isKnown) = (condition, isKnown);

    public bool IsAll => _isKnown && _condition is null;

    public bool IsUnknown => !_isKnown;

    public static CheckPredicate Of(IOperation? predicate) => predicate?.Unwrap() switch
    {
        null => Unknown,
        ILiteralOperation { ConstantValue: { HasValue: true, Value: null } } => All,
        IAnonymousFunctionOperation function when function.OnlyReturned() is { } condition => new(condition, isKnown: true),
        _ => Unknown,
    };

    /// <summary>Returns whether it runs the check; null when that is not known.</summary>
    public bool? Selects(RegisteredCheck check) => _condition is null ? (_isKnown ? true : null) : Evaluate(_condition, check);

    /// <summary>Returns whether it asks for a tag.</summary>
    public bool AsksFor(string tag) => _condition is not null
        && Evaluate(_condition, new RegisteredCheck("", [tag], false, Location.None)) == true
        && Evaluate(_condition, new RegisteredCheck("", [], false, Location.None)) == false;

    private static bool? Evaluate(IOperation operation, RegisteredCheck check)
    {
        if (operation.ConstantValue is { HasValue: true, Value: bool constant })
        {
            return constant;
        }

        return operation.Unwrap() switch
        {
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => !Evaluate(not.Operand, check),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } and => And(Evaluate(and.LeftOperand, check), Evaluate(and.RightOperand, check)),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } or => !And(!Evaluate(or.LeftOperand, check), !Evaluate(or.RightOperand, check)),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equal => NameEquals(equal, check),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } different => !NameEquals(different, check),
            IInvocationOperation { TargetMethod.Name: "Contains" } contains => TagsContain(contains, check),
            _ => null,
        };
    }

    private static bool? And(bool? left, bool? right) => left == false || right == false ? false : left == true && right == true ? true : null;

    private static bool? NameEquals(IBinaryOperation comparison, RegisteredCheck check)
    {
        var (name, text) = IsMember(comparison.LeftOperand, "Name") ? (comparison.LeftOperand, comparison.RightOperand) : (comparison.RightOperand, comparison.LeftOperand);
        return IsMember(name, "Name") && text.ConstantValue is { HasValue: true, Value: string wanted } && check.Name is not null ? check.Name == wanted : null;
    }

    private static bool? TagsContain(IInvocationOperation contains, RegisteredCheck check)
    {
        var extension = contains.Instance is null;
        var receiver = contains.Instance ?? (contains.Arguments.Length > 0 ? contains.Arguments[0].Value : null);
        var wanted = contains.Arguments.Skip(extension ? 1 : 0).Select(argument => argument.Value.ConstantValue).FirstOrDefault();
        return IsMember(receiver, "Tags") && wanted is { HasValue: true, Value: string tag } && check.Tags is not null ? check.Tags.Contains(tag) : null;
    }

    private static bool IsMember(IOperation? operation, string name) =>
        operation?.Unwrap() is IPropertyReferenceOperation { Property: { ContainingType.Name: "HealthCheckRegistration" } property } && property.Name == name;
}
