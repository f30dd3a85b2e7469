using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Resiliency;

/// <summary>The calls of one function that could be given the token of the request and are not.</summary>
internal sealed class RequestCalls
{
    private static readonly string[] Reads = ["Get", "Find", "Read", "List", "Query", "Fetch", "Load", "Search", "Count", "Any", "First", "Single", "ToList", "ToArray", "Exists"];

    // Names that mean one thing although the package is absent; the token comes last.
    private static readonly string[] Queries =
    [
        "SaveChangesAsync", "ToListAsync", "ToArrayAsync", "ToDictionaryAsync", "FirstAsync", "FirstOrDefaultAsync", "SingleAsync", "SingleOrDefaultAsync", "AnyAsync", "CountAsync",
        "ExecuteUpdateAsync", "ExecuteDeleteAsync",
    ];

    private readonly List<(InvocationExpressionSyntax Call, string Name)> _found = [];
    private readonly KnownSymbols _symbols;
    private readonly string _token;
    private int _answered = int.MaxValue;
    private bool _usesToken;
    private bool _usesAnother;

    private RequestCalls(string token, KnownSymbols symbols) => (_token, _symbols) = (token, symbols);

    /// <summary>Finds the calls; none where the function has a token of its own. One that passes the token elsewhere knows of it: of its calls only reads are named.</summary>
    public static IEnumerable<(InvocationExpressionSyntax Call, string Name)> Without(string token, IOperation body, KnownSymbols symbols)
    {
        var calls = new RequestCalls(token, symbols);
        calls.Visit(body);
        if (calls._usesAnother)
        {
            return [];
        }

        return calls._found.Where(found => found.Call.SpanStart < calls._answered && (!calls._usesToken || Array.Exists(Reads, verb => found.Name.StartsWith(verb, StringComparison.Ordinal))));
    }

    private void Visit(IOperation operation)
    {
        foreach (var child in operation.ChildOperations)
        {
            switch (child)
            {
                case IAnonymousFunctionOperation function when !RunsHere(function):
                case ILocalFunctionOperation:
                    continue;
                case ICatchClauseOperation:
                    continue;
                case ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation when child.Type is { } type && (TokenOverload.IsToken(type, _symbols) || type.Is(_symbols.CancellationTokenSource)):
                    _usesAnother = true;
                    continue;
                case IPropertyReferenceOperation { Property: { IsStatic: false, Name: var name } } when child.Type.Is(_symbols.CancellationToken):
                    var isSame = _token.EndsWith("." + name, StringComparison.Ordinal);
                    (_usesToken, _usesAnother) = (_usesToken || isSame, _usesAnother || !isSame);
                    break;
                case IInvocationOperation call:
                    See(call);
                    break;
                case IInvalidOperation { Syntax: InvocationExpressionSyntax unbound } when child.Parent is IAwaitOperation && unbound.CalledName() is { } called && Array.IndexOf(Queries, called) >= 0:
                    SeeUnbound(unbound, called);
                    break;
            }

            if (operation is not ITryOperation attempt || attempt.Finally != child)
            {
                Visit(child);
            }
        }
    }

    private void See(IInvocationOperation call)
    {
        if (call.Receiver()?.ReferencedSymbol()?.Name.TrimStart('_') is "next" && call.Syntax.SpanStart < _answered)
        {
            _answered = call.Syntax.SpanStart;
        }
        else if (call.Syntax is InvocationExpressionSyntax syntax && ReturnsWork(call) && IsWaitedFor(call) && !IsWatchedAnyway(call) && TokenOverload.Missing(call, _symbols) is not null)
        {
            _found.Add((syntax, call.TargetMethod.Name));
        }
    }

    private void SeeUnbound(InvocationExpressionSyntax call, string name)
    {
        foreach (var argument in call.ArgumentList.Arguments)
        {
            if (argument.Expression is not LambdaExpressionSyntax)
            {
                return;
            }
        }

        _found.Add((call, name));
    }

    // items.Select(async item => ...): it runs before the function goes on.
    private static bool RunsHere(IAnonymousFunctionOperation function) =>
        function.Parent is IDelegateCreationOperation { Parent: IArgumentOperation { Parent: IInvocationOperation { TargetMethod.ContainingType: { Name: "Enumerable", ContainingNamespace.Name: "Linq" } } } };

    private bool ReturnsWork(IInvocationOperation call) => call.TargetMethod.ReturnType.IsTaskLike(_symbols) || call.TargetMethod.ReturnType.Name == "IAsyncEnumerable";

    private static bool IsWaitedFor(IInvocationOperation call)
    {
        var value = (IOperation)call;
        while (value.Parent is IConversionOperation or IParenthesizedOperation or IConditionalAccessOperation || value.Parent is IInvocationOperation { TargetMethod.Name: "ConfigureAwait" }
            || value.Parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "ConfigureAwait" } })
        {
            value = value.Parent;
        }

        return value.Parent is IAwaitOperation or IReturnOperation or IVariableInitializerOperation or IForEachLoopOperation
            || value.Parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "WhenAll", ContainingType.Name: "Task" } } }
            || value.Parent is IArrayInitializerOperation { Parent.Parent: IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "WhenAll", ContainingType.Name: "Task" } } } };
    }

    // The framework ends reads and writes of a request that is gone; a stream is close by; work that is handed away is not the caller's; a token that was given, were it none, was meant.
    private bool IsWatchedAnyway(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        var type = method.ContainingType;
        if (PointOfNoReturn.IsName(method.Name) || (type.Is(_symbols.Task) && method.Name == "Run") || type.Name is "TaskFactory" || IsOf(type, "Microsoft", "AspNetCore")
            || type.IsOrInherits(_symbols.Find("System.IO.Stream")) || type.IsOrInherits(_symbols.Find("System.IO.TextReader")) || type.IsOrInherits(_symbols.Find("System.IO.TextWriter")))
        {
            return true;
        }

        foreach (var argument in call.Arguments)
        {
            if (argument.ArgumentKind != ArgumentKind.DefaultValue && argument.Parameter is { } parameter && (TokenOverload.IsToken(parameter.Type, _symbols) || IsOfRequest(argument.Value) || IsTheRequest(argument.Value)))
            {
                return true;
            }
        }

        return call.Receiver() is { } receiver && (IsOfRequest(receiver) || IsTheRequest(receiver));
    }

    // Whoever is given the context has its token.
    private bool IsTheRequest(IOperation value) => value.Unwrap() switch
    {
        IParameterReferenceOperation { Parameter.Name: var name } => _token.StartsWith(name + ".", StringComparison.Ordinal),
        IPropertyReferenceOperation { Property: { Name: "HttpContext", Type.Name: "HttpContext" } } => true,
        _ => false,
    };

    // context.Response.Body, Request.BodyReader
    private static bool IsOfRequest(IOperation value) => value.Unwrap() is IPropertyReferenceOperation { Property.ContainingType.Name: "HttpRequest" or "HttpResponse" };

    private static bool IsOf(INamedTypeSymbol type, string first, string second)
    {
        for (var space = type.ContainingNamespace; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            if (space.Name == second && space.ContainingNamespace is { Name: var outer, ContainingNamespace.IsGlobalNamespace: true } && outer == first)
            {
                return true;
            }
        }

        return false;
    }
}
