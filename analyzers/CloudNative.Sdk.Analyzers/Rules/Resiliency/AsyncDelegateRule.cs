using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Resiliency;

/// <summary>CNS4009.</summary>
internal sealed class AsyncDelegateRule() : Rule(ResiliencyRules.AsyncDelegate)
{
    private const string OwnRemedy = "an overload that takes a Func<Task>";

    private static readonly DiagnosticDescriptor Descriptor = ResiliencyRules.AsyncDelegate.Descriptor();

    private static readonly string[] Executing =
    [
        "Execute", "ExecuteAndCapture", "ExecuteOutcome", "ExecuteWithRetry", "ExecuteWithRetries", "ExecuteInTransaction", "ExecuteSafe", "ExecuteSafely", "SafeExecute", "TryExecute", "Retry", "WithRetry", "WithRetries",
        "RetryOnException", "RetryOnFailure", "DoWithRetry", "RunWithRetry", "InvokeWithRetry", "CallWithRetry", "RetryExecute", "ExecuteRetry",
    ];

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors => [Descriptor];

    public override void Register(RuleRegistry registry)
    {
        var symbols = registry.Symbols;
        var guarded = new GuardedDelegate(symbols);
        foreach (var name in Executing)
        {
            registry.OnCallNamed(name, (context, call) =>
            {
                if (guarded.EndsAtFirstAwait(call, context.CancellationToken))
                {
                    Report(context, GuardedDelegate.IsPolicy(call.TargetMethod) || call.TargetMethod.ContainingType.Name == "ExecutionStrategyExtensions" ? name + "Async" : OwnRemedy);
                }
            });
        }

        foreach (var name in new[] { "Execute", "ExecuteAndCapture" })
        {
            registry.OnUnboundCall(name, (context, call) =>
            {
                if (GuardedDelegate.LooksLikePolicy(call) && HasAsyncLambda(call))
                {
                    Report(context, name + "Async");
                }
            });
        }

        registry.OnCallNamed("StartNew", (context, call) => JudgeStartNew(context, call, symbols));
        var parallel = symbols.Find("System.Threading.Tasks.Parallel");
        registry.OnCall(parallel, "ForEach", (context, call) => JudgeParallel(context, call, "Parallel.ForEachAsync"));
        registry.OnCall(parallel, "For", (context, call) => JudgeParallel(context, call, "Parallel.ForAsync"));
        registry.OnCall(parallel, "Invoke", (context, call) => JudgeParallel(context, call, "Task.WhenAll"));
        registry.OnCall(symbols.Find("System.Linq.ParallelEnumerable"), "ForAll", (context, call) => JudgeParallel(context, call, "Parallel.ForEachAsync"));
        registry.OnUnboundCall("ForEach", (context, call) =>
        {
            if (((InvocationExpressionSyntax)call.Syntax).CalledOn() is IdentifierNameSyntax { Identifier.ValueText: "Parallel" } && HasAsyncLambda(call))
            {
                Report(context, "Parallel.ForEachAsync");
            }
        });
    }

    private static void JudgeStartNew(OperationAnalysisContext context, IInvocationOperation call, KnownSymbols symbols)
    {
        if (call.TargetMethod is { ContainingType: { Name: "TaskFactory" } factory, TypeArguments.Length: > 0 }
            && factory.ContainingNamespace?.ToDisplayString() == "System.Threading.Tasks"
            && call.TargetMethod.TypeArguments[call.TargetMethod.TypeArguments.Length - 1].IsTaskLike(symbols)
            && !InnerTask.IsAwaited(call, context.CancellationToken))
        {
            Report(context, "Task.Run");
        }
    }

    private static void JudgeParallel(OperationAnalysisContext context, IInvocationOperation call, string remedy)
    {
        if (HasAsyncLambda(call))
        {
            Report(context, remedy);
        }
    }

    private static bool HasAsyncLambda(IOperation call)
    {
        foreach (var argument in ((InvocationExpressionSyntax)call.Syntax).ArgumentList.Arguments)
        {
            if (argument.Expression is AnonymousFunctionExpressionSyntax { AsyncKeyword.RawKind: not 0 })
            {
                return true;
            }
        }

        return false;
    }

    private static void Report(OperationAnalysisContext context, string remedy)
    {
        var call = (InvocationExpressionSyntax)context.Operation.Syntax;
        var name = call.Expression switch
        {
            MemberAccessExpressionSyntax access => access.Name,
            MemberBindingExpressionSyntax binding => binding.Name,
            var other => other,
        };
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, name.GetLocation(), call.CalledName(), remedy));
    }
}
