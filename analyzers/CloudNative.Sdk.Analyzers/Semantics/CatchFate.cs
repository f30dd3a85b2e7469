using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Semantics;

/// <summary>What a catch clause does with the failure it takes. Each property says that some path of the clause does it: a clause that may do it is not careless.</summary>
internal sealed class CatchFate
{
    private readonly List<LogCall> _logs = [];

    private CatchFate(ICatchClauseOperation clause) =>
        Exception = clause.ExceptionDeclarationOrExpression is IVariableDeclaratorOperation { Symbol: var local } ? local : null;

    /// <summary>Gets the variable that holds the exception; null where the clause has none.</summary>
    public ILocalSymbol? Exception { get; }

    /// <summary>Gets whether the same exception goes on: <c>throw;</c>, <c>throw ex;</c>, captured and thrown.</summary>
    public bool Rethrows { get; private set; }

    /// <summary>Gets whether another exception is thrown that holds this one.</summary>
    public bool Wraps { get; private set; }

    /// <summary>Gets whether another exception is thrown that does not hold this one.</summary>
    public bool ThrowsOther { get; private set; }

    /// <summary>Gets the calls that write to a log, in the order of the code.</summary>
    public IReadOnlyList<LogCall> Logs => _logs;

    /// <summary>Gets whether a log call is given the exception itself.</summary>
    public bool LogsException { get; private set; }

    /// <summary>Gets whether the failure is counted, put on a span, told to a broker or a task, or ends the process.</summary>
    public bool Records { get; private set; }

    /// <summary>Gets whether the exception itself is given to a call or an object that is no log.</summary>
    public bool HandsOn { get; private set; }

    /// <summary>Gets whether the exception, something taken from it, or the fact of the failure is kept in a variable.</summary>
    public bool Stores { get; private set; }

    /// <summary>Gets whether the exception or something taken from it is returned.</summary>
    public bool Returns { get; private set; }

    public bool Throws => Rethrows || Wraps || ThrowsOther;

    /// <summary>Gets whether nobody ever learns of the failure.</summary>
    public bool IsLost => !Throws && _logs.Count == 0 && !Records && !HandsOn && !Stores && !Returns;

    public static CatchFate Of(ICatchClauseOperation clause, KnownSymbols symbols, CancellationToken cancellation)
    {
        var fate = new CatchFate(clause);
        foreach (var operation in clause.Handler.Descendants())
        {
            fate.Add(operation, symbols, cancellation);
        }

        return fate;
    }

    /// <summary>Returns whether a value is the caught exception itself.</summary>
    public bool IsException(IOperation value) => Exception is not null && value.Unwrap() is ILocalReferenceOperation reference && reference.Local.Is(Exception);

    /// <summary>Returns whether a value is the caught exception, or a tuple or an array that it is part of.</summary>
    public bool Carries(IOperation value) => IsException(value) || value.Unwrap() switch
    {
        ITupleOperation tuple => tuple.Elements.Any(Carries),
        IArrayCreationOperation { Initializer: { } elements } => elements.ElementValues.Any(Carries),
        ICollectionExpressionOperation collection => collection.Elements.Any(Carries),
        _ => false,
    };

    /// <summary>Returns whether a value holds the exception, its message or anything else of it.</summary>
    public bool IsMadeOfException(IOperation value)
    {
        if (Exception is null)
        {
            return false;
        }

        foreach (var operation in value.DescendantsAndSelf())
        {
            if (IsReference(operation))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns whether a value holds the exception or a text of it; what else it knows, as a code, is no text.</summary>
    public bool IsTextOfException(IOperation value)
    {
        foreach (var operation in value.DescendantsAndSelf())
        {
            if (IsReference(operation) && operation.Parent is not IPropertyReferenceOperation { Type.SpecialType: not SpecialType.System_String, Property.Name: not ("InnerException" or "Status") })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns whether an exception keeps the caught one inside: it is given to a parameter of such a type, somewhere in its creation.</summary>
    public bool Holds(IOperation exception, KnownSymbols symbols)
    {
        foreach (var operation in exception.Descendants())
        {
            if ((operation is IArgumentOperation { Parameter.Type: { } type, Value: var given } && TakesExceptions(type, symbols) && Carries(given))
                || (operation is IInvalidOperation && operation.ChildOperations.Any(IsException)))
            {
                return true;
            }
        }

        return exception is IInvalidOperation or IInvocationOperation && exception.ChildOperations.Any(child => IsException(child is IArgumentOperation argument ? argument.Value : child));
    }

    private bool IsReference(IOperation operation) => operation is ILocalReferenceOperation reference && reference.Local.Is(Exception);

    private void Add(IOperation operation, KnownSymbols symbols, CancellationToken cancellation)
    {
        switch (operation)
        {
            case IThrowOperation thrown:
                AddThrow(thrown, symbols);
                break;
            case IInvocationOperation or IInvalidOperation { Syntax: InvocationExpressionSyntax }:
                AddCall(operation, symbols, cancellation);
                break;
            case IObjectCreationOperation creation:
                HandsOn |= !IsThrown(creation) && creation.Arguments.Any(argument => IsException(argument.Value));
                break;
            case IIncrementOrDecrementOperation or ICompoundAssignmentOperation:
                Stores = true;
                break;
            case ISimpleAssignmentOperation { Target: not IDiscardOperation } assignment:
                Stores |= assignment.Target.Type?.SpecialType == SpecialType.System_Boolean || assignment.Target.Type?.TypeKind == TypeKind.Enum || IsMadeOfException(assignment.Value);
                break;
            case IVariableDeclaratorOperation { Initializer.Value: { } value }:
                Stores |= IsException(value);
                break;
            case IReturnOperation { ReturnedValue: { } value }:
                Returns |= IsMadeOfException(value);
                break;
        }
    }

    private void AddThrow(IThrowOperation thrown, KnownSymbols symbols)
    {
        if (thrown.Exception is not { } exception || IsException(exception))
        {
            Rethrows = true;
        }
        else if (Holds(exception, symbols))
        {
            Wraps = true;
        }
        else
        {
            ThrowsOther = true;
        }
    }

    // AggregateException takes several.
    private static bool TakesExceptions(ITypeSymbol type, KnownSymbols symbols) => type switch
    {
        IArrayTypeSymbol array => array.ElementType.IsOrInherits(symbols.Exception),
        INamedTypeSymbol { TypeArguments.Length: 1 } sequence => sequence.TypeArguments[0].IsOrInherits(symbols.Exception),
        _ => type.IsOrInherits(symbols.Exception),
    };

    private static bool IsThrown(IOperation creation)
    {
        var outer = creation.Parent;
        while (outer is IConversionOperation)
        {
            outer = outer.Parent;
        }

        return outer is IThrowOperation;
    }

    // string.Format and string.Concat make a text of it.
    private static bool IsFormatting(IOperation call) => call is IInvocationOperation { TargetMethod.ContainingType.SpecialType: SpecialType.System_String };

    private void AddCall(IOperation call, KnownSymbols symbols, CancellationToken cancellation)
    {
        var given = Exception is not null && !IsFormatting(call) && call.GivenValues().Any(Carries);
        if (LogCall.Of(call, symbols) is { } log)
        {
            _logs.Add(log);
            LogsException |= given && log.GivesException(symbols);
        }
        else if (call is IInvocationOperation { TargetMethod: { Name: "Throw", ContainingType.Name: "ExceptionDispatchInfo" } })
        {
            Rethrows = true;
        }
        else
        {
            HandsOn |= given;
            Records |= FailureRecord.Is(call, symbols, cancellation);
        }
    }
}
