using System.Collections.Immutable;
using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Resiliency;

/// <summary>CNS4004.</summary>
internal sealed class AmbientTokenRule() : Rule(ResiliencyRules.AmbientToken)
{
    public const string TokenKey = "token";

    private static readonly DiagnosticDescriptor Descriptor = ResiliencyRules.AmbientToken.Descriptor();

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors => [Descriptor];

    public override void Register(RuleRegistry registry)
    {
        var symbols = registry.Symbols;
        if (symbols.CancellationToken is null)
        {
            return;
        }

        registry.OnBody(context =>
        {
            if (context.OwningSymbol is IMethodSymbol { MethodKind: MethodKind.Ordinary } method)
            {
                foreach (var body in context.OperationBlocks)
                {
                    Judge(method, body, symbols, context.ReportDiagnostic);
                }
            }
        });
        registry.On(OperationKind.AnonymousFunction, context =>
        {
            var function = (IAnonymousFunctionOperation)context.Operation;
            if (function.Symbol.Parameters.Length > 0)
            {
                Judge(function.Symbol, function.Body, symbols, context.ReportDiagnostic);
            }
        });
        registry.On(OperationKind.LocalFunction, context =>
        {
            if (context.Operation is ILocalFunctionOperation { Symbol: { Parameters.Length: > 0 } symbol, Body: { } body })
            {
                Judge(symbol, body, symbols, context.ReportDiagnostic);
            }
        });
    }

    private static void Judge(IMethodSymbol function, IOperation body, KnownSymbols symbols, Action<Diagnostic> report)
    {
        if (PointOfNoReturn.IsName(function.Name) || AmbientToken.Of(function, symbols) is not { } token)
        {
            return;
        }

        foreach (var (call, name) in RequestCalls.Without(token, body, symbols))
        {
            // Two tokens in scope: which of them is meant is not for a rule to say.
            if (HoldsToken(function.ContainingType, symbols))
            {
                return;
            }

            report(Diagnostic.Create(Descriptor, call.CalledPlace().GetLocation(), properties: Properties(token), name, token));
        }
    }

    private static bool HoldsToken(INamedTypeSymbol? type, KnownSymbols symbols) => type is not null && type.GetMembers().Any(member => member switch
    {
        IFieldSymbol field => TokenOverload.IsToken(field.Type, symbols) || field.Type.Is(symbols.CancellationTokenSource),
        IPropertySymbol property => TokenOverload.IsToken(property.Type, symbols),
        _ => false,
    });

    private static ImmutableDictionary<string, string?> Properties(string token) =>
        ImmutableDictionary<string, string?>.Empty.Add(TokenKey, token);
}
