using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Semantics;

/// <summary>Tells the start-up part of a program: what the entry point does before the host is built, and what is left to it when the host has ended.</summary>
internal sealed class StartupPart(KnownSymbols symbols)
{
    private readonly object _gate = new();
    private EntryPoint? _entry;

    public bool Contains(IOperation operation, ISymbol owner, CancellationToken cancellation)
    {
        if (owner is not IMethodSymbol method || Entry(cancellation) is not { Method: { } main } entry || !method.ContainingType.Is(main.ContainingType))
        {
            return false;
        }

        ILocalFunctionOperation? local = null;
        for (var current = operation.Parent; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation function && !IsRunAtOnce(function))
            {
                return false;
            }

            local = current as ILocalFunctionOperation ?? local;
        }

        return local is not null || !method.Is(main)
            ? entry.CallsOnlyAtStart(local?.Symbol.Name ?? method.Name)
            : entry.IsStart(operation.Syntax.SpanStart);
    }

    /// <summary>Returns whether the method composes the host: it is given the services or the builder.</summary>
    public bool IsComposition(IOperation operation, ISymbol owner)
    {
        if (owner is not IMethodSymbol method || !method.Parameters.Any(parameter => IsBuilder(parameter.Type)))
        {
            return false;
        }

        for (var current = operation.Parent; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation function && !IsRunAtOnce(function))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsBuilder(ITypeSymbol type) =>
        type.Is(symbols.ServiceCollection)
        || type.IsOrInherits(symbols.HostApplicationBuilder)
        || (type.Name is "IHostBuilder" or "IWebHostBuilder" or "WebApplicationBuilder" or "IConfigurationBuilder" or "ILoggingBuilder" or "IHealthChecksBuilder"
            && type.ContainingNamespace.ToDisplayString().StartsWith("Microsoft.", StringComparison.Ordinal));

    // What configures the builder runs while the host is built; what handles a request or makes a service does not.
    private static bool IsRunAtOnce(IAnonymousFunctionOperation function)
    {
        IOperation? use = function;
        while (use is IAnonymousFunctionOperation or IDelegateCreationOperation or IConversionOperation or IArgumentOperation)
        {
            use = use.Parent;
        }

        return use is IInvocationOperation { TargetMethod.Name: var name }
            && (name.StartsWith("Configure", StringComparison.Ordinal) || name.StartsWith("Create", StringComparison.Ordinal)
                || name is "UseKestrel" or "UseSerilog" or "Invoke" or "PostConfigure" or "ForEach");
    }

    private EntryPoint Entry(CancellationToken cancellation)
    {
        lock (_gate)
        {
            return _entry ??= new EntryPoint(symbols.Compilation.GetEntryPoint(cancellation), cancellation);
        }
    }

    private sealed class EntryPoint
    {
        private readonly List<InvocationExpressionSyntax> _calls = [];
        private readonly int _built = int.MaxValue;
        private readonly int _ended = int.MaxValue;

        public EntryPoint(IMethodSymbol? method, CancellationToken cancellation)
        {
            Method = method;
            if (method?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is not { } body)
            {
                return;
            }

            foreach (var call in body.DescendantNodes(node => node is not MemberDeclarationSyntax || node == body || node is GlobalStatementSyntax).OfType<InvocationExpressionSyntax>())
            {
                _calls.Add(call);
                switch (call.CalledName())
                {
                    case "Build" when call.ArgumentList.Arguments.Count == 0 && IsHost(call):
                        _built = Math.Min(_built, call.Span.End);
                        break;
                    case "Run" or "RunAsync" or "RunConsoleAsync" or "WaitForShutdown" or "WaitForShutdownAsync" when call.Expression is MemberAccessExpressionSyntax { Expression: not IdentifierNameSyntax { Identifier.ValueText: "Task" } }:
                        _ended = _ended == int.MaxValue ? call.Span.End : Math.Max(_ended, call.Span.End);
                        break;
                }
            }
        }

        public IMethodSymbol? Method { get; }

        public bool IsStart(int position) => position < Math.Min(_built, _ended) || position > _ended;

        public bool CallsOnlyAtStart(string name)
        {
            var isCalled = false;
            foreach (var call in _calls)
            {
                if (call.CalledName() == name)
                {
                    if (!IsStart(call.SpanStart))
                    {
                        return false;
                    }

                    isCalled = true;
                }
            }

            return isCalled;
        }

        // Configuration is built too, and earlier.
        private static bool IsHost(InvocationExpressionSyntax call) =>
            call.Expression is MemberAccessExpressionSyntax { Expression: var builder } && builder.ToString() is var text
            && text.IndexOf("Configuration", StringComparison.Ordinal) < 0 && text.IndexOf("config", StringComparison.Ordinal) < 0;
    }
}
