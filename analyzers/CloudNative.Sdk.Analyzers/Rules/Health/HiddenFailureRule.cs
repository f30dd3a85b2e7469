using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Health;

/// <summary>CNS1003.</summary>
internal sealed class HiddenFailureRule() : Rule(HealthRules.HiddenFailure)
{
    private static readonly DiagnosticDescriptor Descriptor = HealthRules.HiddenFailure.Descriptor();
    private static readonly DiagnosticDescriptor HealthyDescriptor = HealthRules.HiddenFailure.Descriptor(HealthRules.FailureIsHealthyMessage);

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors => [Descriptor, HealthyDescriptor];

    public override void Register(RuleRegistry registry)
    {
        var symbols = registry.Symbols;
        if (symbols.HealthCheckResult is not null)
        {
            registry.OnCatch((context, clause) => Judge(context, clause, symbols));
        }
    }

    private static void Judge(OperationAnalysisContext context, ICatchClauseOperation clause, KnownSymbols symbols)
    {
        if (Function(clause, context.ContainingSymbol) is not { } function || !function.AnswersHealth(symbols) || !clause.IsCatchAll(symbols))
        {
            return;
        }

        foreach (var operation in clause.Handler.Descendants())
        {
            if (StatusOf(operation, symbols) is not { } status || Clause(operation) != clause)
            {
                continue;
            }

            var where = context.ContainingSymbol.ContainingType.Name;
            if (status == "Healthy")
            {
                context.ReportDiagnostic(Diagnostic.Create(HealthyDescriptor, operation.Syntax.GetLocation(), where));
            }
            else if (IsMissing(Exception(operation)) && !MentionsCaught(operation))
            {
                var severity = MentionsCaught(clause.Handler) ? DiagnosticSeverity.Info : Descriptor.DefaultSeverity;
                context.ReportDiagnostic(Diagnostic.Create(Descriptor, operation.Syntax.GetLocation(), severity, additionalLocations: null, properties: null, where));
            }
        }
    }

    private static IMethodSymbol? Function(IOperation clause, ISymbol owner)
    {
        for (var current = clause.Parent; current is not null; current = current.Parent)
        {
            switch (current)
            {
                case IAnonymousFunctionOperation function: return function.Symbol;
                case ILocalFunctionOperation local: return local.Symbol;
            }
        }

        return owner as IMethodSymbol;
    }

    private static ICatchClauseOperation? Clause(IOperation operation)
    {
        var current = operation.Parent;
        while (current is not null and not ICatchClauseOperation)
        {
            current = current.Parent;
        }

        return current as ICatchClauseOperation;
    }

    private static string? StatusOf(IOperation operation, KnownSymbols symbols) => operation switch
    {
        IInvocationOperation { TargetMethod: { IsStatic: true, Name: "Healthy" or "Degraded" or "Unhealthy" } method } when method.ContainingType.Is(symbols.HealthCheckResult) => method.Name,
        IObjectCreationOperation { Arguments.Length: > 0 } creation when creation.Type.Is(symbols.HealthCheckResult) =>
            creation.Argument("status")?.Unwrap() is IFieldReferenceOperation { Field: { IsConst: true, Name: var name } } ? name : "",
        _ => null,
    };

    private static IOperation? Exception(IOperation result) => result switch
    {
        IInvocationOperation call => call.Argument("exception"),
        IObjectCreationOperation creation => creation.Argument("exception"),
        _ => null,
    };

    private static bool IsMissing(IOperation? exception) => exception?.Unwrap() is null or ILiteralOperation { ConstantValue: { HasValue: true, Value: null } } or IDefaultValueOperation;

    // The exception itself, not its text or its message alone.
    private static bool MentionsCaught(IOperation part)
    {
        foreach (var operation in part.Descendants())
        {
            if (operation is ILocalReferenceOperation { Local: var local, Parent: not IPropertyReferenceOperation and not IInvocationOperation and not IInterpolationOperation }
                && local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is Microsoft.CodeAnalysis.CSharp.Syntax.CatchDeclarationSyntax)
            {
                return true;
            }
        }

        return false;
    }
}
