using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Engine;

/// <summary>What the rules of one compilation want to see, keyed by symbol, so that one look-up per operation serves them all.</summary>
internal sealed class RuleRegistry(Compilation compilation, AnalyzerOptions options)
{
    private readonly Dictionary<ISymbol, List<(string? Method, Action<OperationAnalysisContext, IInvocationOperation> Handle)>> _calls = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, List<Action<OperationAnalysisContext, IInvocationOperation>>> _extensions = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, List<Action<OperationAnalysisContext, IObjectCreationOperation>>> _creations = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<string, List<Action<OperationAnalysisContext, IInvocationOperation>>> _named = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Action<OperationAnalysisContext, IInvalidOperation>>> _unbound = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Action<OperationAnalysisContext, IInvalidOperation>>> _unboundCreations = new(StringComparer.Ordinal);
    private readonly Dictionary<OperationKind, List<Action<OperationAnalysisContext>>> _kinds = [];
    private readonly List<Action<SymbolAnalysisContext, IMethodSymbol>> _methods = [];
    private readonly List<Action<OperationAnalysisContext, IInvocationOperation>> _ownCalls = [];
    private readonly List<Action<OperationAnalysisContext, IObjectCreationOperation>> _ownCreations = [];
    private readonly Dictionary<Type, object> _shared = [];
    private readonly List<Action<OperationBlockAnalysisContext>> _bodies = [];
    private readonly List<Action<CompilationAnalysisContext>> _ends = [];
    private readonly ExcludedPaths? _excluded = ExcludedPaths.Of(compilation, options.AnalyzerConfigOptionsProvider);

    public KnownSymbols Symbols { get; } = KnownSymbols.Of(compilation);

    public AnalyzerOptions Options => options;

    /// <summary>Sees calls of a method that the type declares; null for every method. An absent type is never called.</summary>
    public void OnCall(INamedTypeSymbol? type, string? method, Action<OperationAnalysisContext, IInvocationOperation> handle) => Add(_calls, type, (method, handle));

    /// <summary>Sees calls of every extension method of the type, whoever declares it.</summary>
    public void OnExtensionOf(INamedTypeSymbol? type, Action<OperationAnalysisContext, IInvocationOperation> handle) => Add(_extensions, type, handle);

    /// <summary>Sees creations of the type itself.</summary>
    public void OnCreation(INamedTypeSymbol? type, Action<OperationAnalysisContext, IObjectCreationOperation> handle) => Add(_creations, type, handle);

    /// <summary>Sees calls of every method of this name, whoever declares it.</summary>
    public void OnCallNamed(string method, Action<OperationAnalysisContext, IInvocationOperation> handle) => Add(_named, method, handle);

    /// <summary>Sees calls of this name that do not bind, as where the package of the method is absent.</summary>
    public void OnUnboundCall(string method, Action<OperationAnalysisContext, IInvalidOperation> handle) => Add(_unbound, method, handle);

    /// <summary>Sees creations of a type of this name that do not bind.</summary>
    public void OnUnboundCreation(string type, Action<OperationAnalysisContext, IInvalidOperation> handle) => Add(_unboundCreations, type, handle);

    /// <summary>Sees every method that is declared, before its body is looked at.</summary>
    public void OnMethod(Action<SymbolAnalysisContext, IMethodSymbol> handle) => _methods.Add(handle);

    /// <summary>Sees every operation of a kind that is rare in code: a try, a loop.</summary>
    public void On(OperationKind kind, Action<OperationAnalysisContext> handle) => Add(_kinds, kind, handle);

    /// <summary>Sees calls of this name whether they bind or not, by their syntax: only for names that mean one thing.</summary>
    public void OnWrittenCall(string method, Action<OperationAnalysisContext, InvocationExpressionSyntax> handle)
    {
        OnCallNamed(method, (context, call) => Handle(context, call.Syntax));
        OnUnboundCall(method, (context, call) => Handle(context, call.Syntax));

        void Handle(OperationAnalysisContext context, SyntaxNode node)
        {
            if (node is InvocationExpressionSyntax call)
            {
                handle(context, call);
            }
        }
    }

    /// <summary>Sees every call of a method that this compilation declares.</summary>
    public void OnOwnCall(Action<OperationAnalysisContext, IInvocationOperation> handle) => _ownCalls.Add(handle);

    /// <summary>Sees every creation of a type that this compilation declares.</summary>
    public void OnOwnCreation(Action<OperationAnalysisContext, IObjectCreationOperation> handle) => _ownCreations.Add(handle);

    /// <summary>Gets what several rules collect together; made when the first of them asks.</summary>
    public T Shared<T>(Func<RuleRegistry, T> create)
        where T : class
    {
        if (!_shared.TryGetValue(typeof(T), out var shared))
        {
            _shared.Add(typeof(T), shared = create(this));
        }

        return (T)shared;
    }

    /// <summary>Sees every catch clause.</summary>
    public void OnCatch(Action<OperationAnalysisContext, ICatchClauseOperation> handle) =>
        On(OperationKind.CatchClause, context => handle(context, (ICatchClauseOperation)context.Operation));

    /// <summary>Sees the body of every member.</summary>
    public void OnBody(Action<OperationBlockAnalysisContext> handle) => _bodies.Add(handle);

    /// <summary>Runs when everything was seen.</summary>
    public void OnEnd(Action<CompilationAnalysisContext> handle) => _ends.Add(handle);

    /// <summary>Registers one action for each kind of operation that any rule asked for.</summary>
    public void Connect(CompilationStartAnalysisContext context)
    {
        if (_calls.Count + _extensions.Count + _named.Count + _ownCalls.Count > 0)
        {
            context.RegisterOperationAction(Included(DispatchCall), OperationKind.Invocation);
        }

        if (_creations.Count + _ownCreations.Count > 0)
        {
            context.RegisterOperationAction(Included(DispatchCreation), OperationKind.ObjectCreation);
        }

        if (_methods.Count > 0)
        {
            context.RegisterSymbolAction(symbol => _methods.ForEach(handle => handle(symbol, (IMethodSymbol)symbol.Symbol)), SymbolKind.Method);
        }

        if (_unbound.Count + _unboundCreations.Count > 0)
        {
            context.RegisterOperationAction(Included(DispatchUnbound), OperationKind.Invalid);
        }

        foreach (var kind in _kinds)
        {
            var handlers = kind.Value;
            context.RegisterOperationAction(Included(handlers.Count == 1 ? handlers[0] : operation => Dispatch(handlers, operation)), kind.Key);
        }

        if (_bodies.Count > 0)
        {
            context.RegisterOperationBlockAction(block =>
            {
                if (_excluded is null || (block.OperationBlocks.Length > 0 && !_excluded.Contains(block.OperationBlocks[0].Syntax.SyntaxTree)))
                {
                    _bodies.ForEach(handle => handle(block));
                }
            });
        }

        foreach (var end in _ends)
        {
            context.RegisterCompilationEndAction(end);
        }
    }

    // What was never seen in an excluded file is not known when the end comes, either.
    private Action<OperationAnalysisContext> Included(Action<OperationAnalysisContext> action) => _excluded is null ? action : context =>
    {
        if (!_excluded.Contains(context.Operation.Syntax.SyntaxTree))
        {
            action(context);
        }
    };

    private static void Add<T>(Dictionary<ISymbol, List<T>> handlers, INamedTypeSymbol? type, T handler)
    {
        if (type is not null)
        {
            Add(handlers, (ISymbol)type.OriginalDefinition, handler);
        }
    }

    private static void Add<TKey, T>(Dictionary<TKey, List<T>> handlers, TKey key, T handler)
        where TKey : notnull
    {
        if (!handlers.TryGetValue(key, out var list))
        {
            handlers.Add(key, list = []);
        }

        list.Add(handler);
    }

    private void DispatchCall(OperationAnalysisContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        var method = call.TargetMethod;
        var known = _calls.TryGetValue(method.ContainingType.OriginalDefinition, out var calls);
        var extends = _extensions.Count > 0 && method.ExtendedType() is { } extended && _extensions.TryGetValue(extended.OriginalDefinition, out var found) ? found : null;
        var byName = _named.Count > 0 && _named.TryGetValue(method.Name, out var named) ? named : null;
        var isOwn = _ownCalls.Count > 0 && SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, compilation.Assembly);
        if ((!known && extends is null && byName is null && !isOwn) || IsInExpressionTree(call))
        {
            return;
        }

        if (isOwn)
        {
            foreach (var handle in _ownCalls)
            {
                handle(context, call);
            }
        }

        foreach (var (name, handle) in calls ?? [])
        {
            if (name is null || name == method.Name)
            {
                handle(context, call);
            }
        }

        foreach (var handle in extends ?? [])
        {
            handle(context, call);
        }

        foreach (var handle in byName ?? [])
        {
            handle(context, call);
        }
    }

    private void DispatchUnbound(OperationAnalysisContext context)
    {
        var call = (IInvalidOperation)context.Operation;
        var handlers = call.CalledName() is { } name ? _unbound.TryGetValue(name, out var calls) ? calls : null
            : call.CreatedName() is { } type && _unboundCreations.TryGetValue(type, out var creations) ? creations : null;
        if (handlers is not null && !IsInExpressionTree(call))
        {
            foreach (var handle in handlers)
            {
                handle(context, call);
            }
        }
    }

    private void DispatchCreation(OperationAnalysisContext context)
    {
        var creation = (IObjectCreationOperation)context.Operation;
        if (creation.Type is null)
        {
            return;
        }

        if (_creations.TryGetValue(creation.Type.OriginalDefinition, out var handlers) && !IsInExpressionTree(creation))
        {
            foreach (var handle in handlers)
            {
                handle(context, creation);
            }
        }

        if (_ownCreations.Count > 0 && SymbolEqualityComparer.Default.Equals(creation.Type.ContainingAssembly, compilation.Assembly))
        {
            foreach (var handle in _ownCreations)
            {
                handle(context, creation);
            }
        }
    }

    private static void Dispatch(List<Action<OperationAnalysisContext>> handlers, OperationAnalysisContext context)
    {
        foreach (var handle in handlers)
        {
            handle(context);
        }
    }

    // Code in a tree is data: it is translated, not run.
    private bool IsInExpressionTree(IOperation operation)
    {
        for (var current = operation.Parent; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation { Parent: IConversionOperation { Type: { } target } } && target.Is(Symbols.Expression))
            {
                return true;
            }
        }

        return false;
    }
}
