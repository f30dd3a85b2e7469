using System.Collections.Concurrent;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Telemetry;

/// <summary>
/// Parameters of methods of the same compilation that are recorded as they come: <c>void Took(double value) => _duration.Record(value)</c>. One object serves one compilation.
/// </summary>
internal sealed class RecordedParameters(KnownSymbols symbols)
{
    private readonly SourceImplementations _implementations = new(symbols.Compilation);
    private readonly ConcurrentDictionary<IMethodSymbol, IReadOnlyList<(int Parameter, IOperation Instrument)>> _known = new(SymbolEqualityComparer.Default);

    /// <summary>Gets each argument of a call that is recorded, with the instrument; of a contract with several implementations, those of the only one that records.</summary>
    public IEnumerable<(IOperation Value, DeclaredInstrument Instrument)> Of(IInvocationOperation call, CancellationToken cancellation)
    {
        var method = (call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition;
        if (!HasNumber(method))
        {
            yield break;
        }

        var bodies = _implementations.Of(method).Select(body => Read(body, cancellation)).Where(recorded => recorded.Count > 0).ToList();
        if (bodies.Count != 1)
        {
            yield break;
        }

        foreach (var (parameter, instrument) in bodies[0])
        {
            var given = instrument.ReferencedSymbol() is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: not MethodKind.Constructor }, Ordinal: var ordinal } ? Argument(call, ordinal) : instrument;
            if (Argument(call, parameter) is { } value && DeclaredInstrument.Behind(given, symbols, cancellation) is { } declared)
            {
                yield return (value, declared);
            }
        }
    }

    private IReadOnlyList<(int, IOperation)> Read(IMethodSymbol method, CancellationToken cancellation)
    {
        if (_known.TryGetValue(method, out var known))
        {
            return known;
        }

        var found = new List<(int, IOperation)>();
        if (method.DeclaringSyntaxReferences.Length == 1 && method.DeclaringSyntaxReferences[0].GetSyntax(cancellation) is var declaration and (MethodDeclarationSyntax or LocalFunctionStatementSyntax))
        {
            SemanticModel? model = null;
            foreach (var node in declaration.DescendantNodes())
            {
                if (node is InvocationExpressionSyntax { ArgumentList.Arguments.Count: > 0 } syntax && syntax.CalledName() is "Record" or "Add" or "Observe" or "Set" or "Inc"
                    && syntax.ArgumentList.Arguments.Any(argument => IsParameter(argument.Expression, method))
                    && (model ??= symbols.Compilation.GetSemanticModel(declaration.SyntaxTree)).GetOperation(syntax, cancellation) is IInvocationOperation { Instance: { } instrument } recording
                    && IsInstrument(recording.TargetMethod.ContainingType)
                    && recording.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0)?.Value.Unwrap() is IParameterReferenceOperation { Parameter: var parameter } && parameter.ContainingSymbol.Is(method))
                {
                    found.Add((parameter.Ordinal, instrument));
                }
            }
        }

        _known.TryAdd(method, found);
        return found;
    }

    /// <summary>Returns whether an argument is called like a parameter: meaning costs the binding of the whole method.</summary>
    private static bool IsParameter(ExpressionSyntax argument, IMethodSymbol method) => argument switch
    {
        CastExpressionSyntax cast => IsParameter(cast.Expression, method),
        ParenthesizedExpressionSyntax parenthesized => IsParameter(parenthesized.Expression, method),
        IdentifierNameSyntax { Identifier.ValueText: var name } => method.Parameters.Any(parameter => parameter.Name == name),
        _ => false,
    };

    private bool IsInstrument(INamedTypeSymbol type) =>
        type.IsOrInherits(symbols.Instrument) || (symbols.PrometheusMetrics is { } metrics && SymbolEqualityComparer.Default.Equals(type.ContainingNamespace, metrics.ContainingNamespace));

    private static bool HasNumber(IMethodSymbol method)
    {
        foreach (var parameter in method.Parameters)
        {
            if (parameter.Type.SpecialType is SpecialType.System_Double or SpecialType.System_Single or SpecialType.System_Decimal or SpecialType.System_Int64 or SpecialType.System_Int32)
            {
                return true;
            }
        }

        return false;
    }

    private static IOperation? Argument(IInvocationOperation call, int ordinal)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.Ordinal == ordinal)
            {
                return argument.ArgumentKind == ArgumentKind.Explicit ? argument.Value : null;
            }
        }

        return null;
    }
}
