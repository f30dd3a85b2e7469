using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Health;

/// <summary>CNS1004.</summary>
internal sealed class IgnoredTokenRule() : Rule(HealthRules.IgnoredToken)
{
    private static readonly DiagnosticDescriptor Descriptor = HealthRules.IgnoredToken.Descriptor();

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors => [Descriptor];

    public override void Register(RuleRegistry registry)
    {
        var symbols = registry.Symbols;
        if (symbols.HealthCheck is not null && symbols.CancellationToken is not null)
        {
            registry.OnBody(context => Judge(context, symbols));
        }
    }

    private static void Judge(OperationBlockAnalysisContext context, KnownSymbols symbols)
    {
        if (context.OwningSymbol is not IMethodSymbol { Name: "CheckHealthAsync" } method || !method.IsHealthCheck(symbols)
            || method.Parameters.FirstOrDefault(parameter => parameter.Type.Is(symbols.CancellationToken)) is not { } token)
        {
            return;
        }

        IInvocationOperation? first = null;
        foreach (var operation in context.OperationBlocks.SelectMany(body => body.Descendants()))
        {
            if (operation is IParameterReferenceOperation { Parameter: var read } && read.Is(token))
            {
                return;
            }

            first ??= operation is IAwaitOperation wait && wait.AwaitedCall() is { } call && TokenOverload.Missing(call, symbols) is not null ? call : null;
        }

        if (first is not null)
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, first.Syntax.GetLocation(), first.TargetMethod.Name, token.Name));
        }
    }
}
