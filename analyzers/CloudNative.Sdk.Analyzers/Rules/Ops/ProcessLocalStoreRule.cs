using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Ops;

/// <summary>CNS2005.</summary>
internal sealed class ProcessLocalStoreRule() : Rule(OpsRules.ProcessLocalStore)
{
    private static readonly DiagnosticDescriptor Descriptor = OpsRules.ProcessLocalStore.Descriptor();

    private static readonly string[] Names =
    [
        "AddDistributedMemoryCache", "UseInMemoryDatabase", "AddInMemoryPersistedGrants", "AddInMemoryTokenCaches", "AddInMemorySagaRepository", "SetInMemorySagaRepositoryProvider",
        "InMemoryRepository", "UseInMemoryStorage", "UseInMemoryStore",
    ];

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors => [Descriptor];

    public override void Register(RuleRegistry registry)
    {
        foreach (var name in Names)
        {
            registry.OnCallNamed(name, (context, call) =>
            {
                if (call.TargetMethod.IsExtensionMethod)
                {
                    Judge(context, call, name);
                }
            });
            registry.OnUnboundCall(name, (context, call) => Judge(context, call, name));
        }
    }

    private static void Judge(OperationAnalysisContext context, IOperation call, string name)
    {
        // An overload of the same registration decides nothing.
        if (context.ContainingSymbol.Name != name && !call.IsDevelopmentOnly(context.CancellationToken) && !IsChosen(call) && !StatefulOption.IsSet(context.Options.AnalyzerConfigOptionsProvider, call.Syntax.SyntaxTree))
        {
            var location = call.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } ? access.Name.GetLocation() : call.Syntax.GetLocation();
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, location, name));
        }
    }

    // Somebody configured it. Where it stands in for a setting that is missing, nobody did.
    private static bool IsChosen(IOperation call)
    {
        for (var (child, parent) = (call, call.Parent); parent is not null; (child, parent) = (parent, parent.Parent))
        {
            switch (parent)
            {
                case ISwitchCaseOperation or ISwitchExpressionArmOperation:
                    return true;
                case IConditionalOperation choice when child == choice.WhenTrue:
                    return !AsksForMissing(choice.Condition);
                case IConditionalOperation choice when child == choice.WhenFalse:
                    return !AsksForPresent(choice.Condition);
            }
        }

        return false;
    }

    private static bool AsksForMissing(IOperation condition) => condition.Unwrap() switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => AsksForPresent(not.Operand),
        IInvocationOperation { TargetMethod: { Name: "IsNullOrEmpty" or "IsNullOrWhiteSpace" } } => true,
        IIsPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } } => true,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equal => IsNull(equal.LeftOperand) || IsNull(equal.RightOperand),
        _ => false,
    };

    private static bool AsksForPresent(IOperation condition) => condition.Unwrap() switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => AsksForMissing(not.Operand),
        IIsPatternOperation { Pattern: INegatedPatternOperation or IRecursivePatternOperation or IDeclarationPatternOperation } => true,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } different => IsNull(different.LeftOperand) || IsNull(different.RightOperand),
        IInvocationOperation { TargetMethod.Name: "Exists" } => true,
        _ => false,
    };

    private static bool IsNull(IOperation value) => value.Unwrap().ConstantValue is { HasValue: true, Value: null };
}
