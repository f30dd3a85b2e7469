using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Semantics.Tags;

/// <summary>
/// Parameters of methods of the same compilation that become tag values: <c>void Failed(string reason) => _failed.Add(1, new("reason", reason))</c>. A call of an
/// interface counts as one of the classes that implement it. One object serves one compilation.
/// </summary>
internal sealed class TagSinks(KnownSymbols symbols)
{
    private const int MaxDepth = 2;

    private readonly ConcurrentDictionary<IMethodSymbol, IReadOnlyList<TagSink>> _sinks = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _recorders = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, IReadOnlyList<INamedTypeSymbol>> _implementations = new(SymbolEqualityComparer.Default);
    private IReadOnlyList<INamedTypeSymbol>? _allRecorders;

    /// <summary>Gets the parameters of a called method that become tag values.</summary>
    public IReadOnlyList<TagSink> Of(IMethodSymbol method, CancellationToken cancellation)
    {
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        if (definition.Parameters.Length == 0)
        {
            return [];
        }

        if (definition.ContainingType.TypeKind == TypeKind.Interface)
        {
            foreach (var type in _implementations.GetOrAdd(definition.ContainingType, ImplementationsOf))
            {
                if (type.FindImplementationForInterfaceMember(definition) is IMethodSymbol implementation && Summary(implementation, 0, cancellation) is { Count: > 0 } sinks)
                {
                    return sinks;
                }
            }

            return [];
        }

        return definition.MethodKind == MethodKind.LocalFunction || _recorders.GetOrAdd(definition.ContainingType, HoldsInstruments) ? Summary(definition, 0, cancellation) : [];
    }

    private IReadOnlyList<TagSink> Summary(IMethodSymbol method, int depth, CancellationToken cancellation)
    {
        if (_sinks.TryGetValue(method, out var known))
        {
            return known;
        }

        var found = new List<TagSink>();
        if (method.DeclaringSyntaxReferences.Length == 1 && method.DeclaringSyntaxReferences[0].GetSyntax(cancellation) is var declaration
            && declaration is MethodDeclarationSyntax or LocalFunctionStatementSyntax)
        {
            var model = symbols.Compilation.GetSemanticModel(declaration.SyntaxTree);
            foreach (var node in declaration.DescendantNodes())
            {
                if (node is InvocationExpressionSyntax syntax && model.GetOperation(syntax, cancellation) is IInvocationOperation call)
                {
                    Collect(call, method, declaration, depth, found, cancellation);
                }
            }
        }

        if (depth == 0)
        {
            _sinks.TryAdd(method, found);
        }

        return found;
    }

    private void Collect(IInvocationOperation call, IMethodSymbol method, SyntaxNode declaration, int depth, List<TagSink> found, CancellationToken cancellation)
    {
        if (Recordings.IsRecording(call.TargetMethod, symbols))
        {
            foreach (var tag in Recordings.TagsOf(call, symbols, cancellation).Tags)
            {
                Add(tag.Value, tag.Key);
            }
        }
        else if (depth < MaxDepth && call.TargetMethod.ContainingType.Is(method.ContainingType) && !call.TargetMethod.Is(method) && call.TargetMethod.OriginalDefinition.Parameters.Length > 0)
        {
            foreach (var sink in Summary(call.TargetMethod.OriginalDefinition, depth + 1, cancellation))
            {
                if (call.Argument(sink.Parameter) is { } argument)
                {
                    Add(argument, sink.Key);
                }
            }
        }

        void Add(IOperation value, string? key)
        {
            if (Source(value) is { } parameter && parameter.ContainingSymbol.Is(method) && !IsWritten(parameter, declaration))
            {
                found.Add(new TagSink(parameter.Name, key));
            }
        }
    }

    // The parameter that a value is, but for spelling.
    private static IParameterSymbol? Source(IOperation value)
    {
        while (true)
        {
            switch (value.Unwrap())
            {
                case IParameterReferenceOperation parameter: return parameter.Parameter;
                case ICoalesceOperation choice: value = choice.Value; break;
                case IConditionalAccessOperation { WhenNotNull: IInvocationOperation { TargetMethod.Name: "ToString" } } access: value = access.Operation; break;
                case IInvocationOperation { TargetMethod.Name: "ToString" or "Trim" or "ToLowerInvariant" or "ToUpperInvariant" or "ToLower", Instance: { } instance }: value = instance; break;
                default: return null;
            }
        }
    }

    private static bool IsWritten(IParameterSymbol parameter, SyntaxNode declaration) => declaration.DescendantNodes().Any(node =>
        node is AssignmentExpressionSyntax { Left: IdentifierNameSyntax name } && name.Identifier.ValueText == parameter.Name);

    private IReadOnlyList<INamedTypeSymbol> ImplementationsOf(INamedTypeSymbol contract) =>
        [.. (_allRecorders ??= AllRecorders()).Where(type => type.AllInterfaces.Any(candidate => candidate.Is(contract)))];

    private List<INamedTypeSymbol> AllRecorders()
    {
        var found = new List<INamedTypeSymbol>();
        var spaces = new Stack<INamespaceSymbol>([symbols.Compilation.Assembly.GlobalNamespace]);
        while (spaces.Count > 0)
        {
            var space = spaces.Pop();
            foreach (var member in space.GetNamespaceMembers())
            {
                spaces.Push(member);
            }

            found.AddRange(space.GetTypeMembers().Where(type => type.TypeKind == TypeKind.Class && type.AllInterfaces.Length > 0 && _recorders.GetOrAdd(type, HoldsInstruments)));
        }

        return found;
    }

    private bool HoldsInstruments(INamedTypeSymbol type)
    {
        foreach (var member in type.GetMembers())
        {
            if (member is IFieldSymbol { Type: INamedTypeSymbol held } && held.IsOrInherits(symbols.Instrument))
            {
                return true;
            }
        }

        // class Metrics(Counter<int> sold) keeps it in a field without a name, or none.
        return type.InstanceConstructors.Any(constructor => constructor.Parameters.Any(parameter => parameter.Type.IsOrInherits(symbols.Instrument)));
    }
}
