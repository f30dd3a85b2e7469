using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Semantics;

/// <summary>Tells whether a created object can outlive the call that created it. What cannot be followed counts as an escape.</summary>
internal sealed class Escape
{
    private const int MaxDepth = 8;

    // What is taken from these keeps the connection behind it alive.
    private static readonly string[] Parts =
    [
        "GetDatabase", "GetServer", "GetSubscriber", "CreateModel", "CreateChannel", "CreateChannelAsync", "GetContainer", "GetBlobContainerClient", "GetBlobClient", "GetCollection", "CreateReceiver",
        "CreateSender", "CreateProcessor", "CreateSessionProcessor", "CreateCallInvoker", "Intercept",
    ];

    private readonly bool _followsArguments;
    private readonly CancellationToken _cancellation;

    private Escape(bool followsArguments, CancellationToken cancellation) => (_followsArguments, _cancellation) = (followsArguments, cancellation);

    /// <summary>Judges a creation. An object that is given to the constructor of another is followed into that, where asked for.</summary>
    public static bool OfCreated(IOperation created, bool followsArguments, CancellationToken cancellation) => new Escape(followsArguments, cancellation).Escapes(created, 0);

    private bool Escapes(IOperation value, int depth)
    {
        if (depth > MaxDepth)
        {
            return true;
        }

        var outer = value.Parent;
        switch (outer)
        {
            case IConversionOperation or IParenthesizedOperation or IAwaitOperation:
                return Escapes(outer, depth);
            case IExpressionStatementOperation or IUsingOperation or IConditionalAccessOperation or IPropertyReferenceOperation or IEventReferenceOperation:
                return false;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                return LocalEscapes(declarator.Symbol, declarator, depth);
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment when assignment.Value == value:
                return LocalEscapes(target.Local, assignment, depth);
            case ISimpleAssignmentOperation { Target: IDiscardOperation }:
                return false;
            case ISimpleAssignmentOperation { Value: var given } when given != value:
                return false;
            case IInvocationOperation call when call.Instance == value:
                return IsPart(call.TargetMethod.Name) && Escapes(call, depth + 1);
            case IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { IsExtensionMethod: true } method } call } argument when argument.Parameter?.Ordinal == 0 && method.ReducedFrom is null:
                return IsPart(method.Name) && Escapes(call, depth + 1);
            case IArgumentOperation { Parent: IObjectCreationOperation creation }:
                return !_followsArguments || Escapes(creation, depth + 1);
            case { Kind: OperationKind.None, Syntax: MemberAccessExpressionSyntax access }:
                return outer.Parent is IInvalidOperation { Syntax: InvocationExpressionSyntax } unbound && IsPart(access.Name.Identifier.ValueText) && Escapes(unbound, depth + 1);
            case IInvalidOperation { Syntax: ObjectCreationExpressionSyntax }:
                return !_followsArguments || Escapes(outer, depth + 1);
            default:
                return true;
        }
    }

    private static bool IsPart(string method) => method == "ConfigureAwait" || Array.IndexOf(Parts, method) >= 0;

    private bool LocalEscapes(ILocalSymbol local, IOperation declaration, int depth)
    {
        foreach (var operation in Body(declaration).Descendants())
        {
            _cancellation.ThrowIfCancellationRequested();
            if (operation is ILocalReferenceOperation reference && reference.Local.Is(local) && !IsTarget(reference) && Escapes(reference, depth + 1))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsTarget(ILocalReferenceOperation reference) => reference.Parent is ISimpleAssignmentOperation assignment && assignment.Target == reference;

    private static IOperation Body(IOperation operation)
    {
        var current = operation;
        while (current.Parent is { } outer)
        {
            current = outer;
        }

        return current;
    }
}
