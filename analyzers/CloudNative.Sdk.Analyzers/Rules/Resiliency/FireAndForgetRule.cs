using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Resiliency;

/// <summary>CNS4011.</summary>
internal sealed class FireAndForgetRule() : Rule(ResiliencyRules.FireAndForget)
{
    private static readonly DiagnosticDescriptor Unhandled = ResiliencyRules.FireAndForget.Descriptor();
    private static readonly DiagnosticDescriptor OutOfSight = ResiliencyRules.FireAndForget.Descriptor(ResiliencyRules.OutOfSightMessage);

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors => [Unhandled, OutOfSight];

    public override void Register(RuleRegistry registry)
    {
        var symbols = registry.Symbols;
        registry.On(OperationKind.SimpleAssignment, context =>
        {
            if (context.Operation is ISimpleAssignmentOperation { Target: IDiscardOperation, Value: var value } && value.Unwrap() is IInvocationOperation call)
            {
                Judge(context, call, symbols);
            }
        });
        registry.OnCall(symbols.Task, "Run", (context, call) =>
        {
            if (call.Parent is IExpressionStatementOperation)
            {
                Judge(context, call, symbols);
            }
        });
    }

    private static void Judge(OperationAnalysisContext context, IInvocationOperation call, KnownSymbols symbols)
    {
        var method = call.TargetMethod;
        if (!call.Type.IsTaskLike(symbols) || call.Syntax is not InvocationExpressionSyntax syntax
            || method.Name is "ContinueWith" or "Forget" or "Ignore" or "SafeFireAndForget" or "FireAndForget" or "WhenAll" or "Delay" or "FromResult")
        {
            return;
        }

        var name = syntax.CalledName();
        if (IsInCatchingTry(syntax))
        {
            if (!HandlesItself(call, context.CancellationToken))
            {
                context.ReportDiagnostic(Diagnostic.Create(OutOfSight, syntax.Expression.GetLocation(), name));
            }
        }
        else if (FunctionOf(call, context.CancellationToken) is { } function && !FailureHandling.Covers(function))
        {
            context.ReportDiagnostic(Diagnostic.Create(Unhandled, syntax.Expression.GetLocation(), name));
        }
    }

    private static bool HandlesItself(IInvocationOperation call, CancellationToken cancellation) =>
        FunctionOf(call, cancellation) is { } function && FailureHandling.Covers(function);

    // What runs: the delegate of Task.Run, or the body of a method in this project; through one that only hands on.
    private static SyntaxNode? FunctionOf(IInvocationOperation call, CancellationToken cancellation)
    {
        if (call.TargetMethod is { Name: "Run" or "StartNew", ContainingType.Name: "Task" or "TaskFactory" })
        {
            return (call.Arguments.Length > 0 ? call.Arguments[0].Value.Unwrap() : null) switch
            {
                IAnonymousFunctionOperation lambda => OnlyCallee(lambda) is { } inner && Declaration(inner, cancellation) is { } declared ? declared : lambda.Syntax,
                IMethodReferenceOperation reference => Declaration(reference.Method, cancellation),
                _ => null,
            };
        }

        return call.TargetMethod.IsAbstract ? null : Declaration(call.TargetMethod, cancellation);
    }

    private static IMethodSymbol? OnlyCallee(IAnonymousFunctionOperation lambda)
    {
        var statements = lambda.Body.Operations;
        var only = statements.Length is 1 or 2 ? statements[0] : null;
        var value = only switch
        {
            IReturnOperation { ReturnedValue: { } returned } => returned,
            IExpressionStatementOperation statement => statement.Operation,
            _ => null,
        };
        value = value?.Unwrap() is IAwaitOperation wait ? wait.Operation : value;
        return (value?.Unwrap() as IInvocationOperation)?.TargetMethod;
    }

    private static SyntaxNode? Declaration(IMethodSymbol method, CancellationToken cancellation)
    {
        var declaration = (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation);
        return declaration is MethodDeclarationSyntax { Body: null, ExpressionBody: null } ? null : declaration;
    }

    private static bool IsInCatchingTry(SyntaxNode node)
    {
        var inner = node;
        foreach (var ancestor in node.Ancestors())
        {
            switch (ancestor)
            {
                case TryStatementSyntax { Catches.Count: > 0 } statement when statement.Block == inner:
                    return statement.Catches.Any(FailureHandling.IsCatchAll);
                case AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax and not GlobalStatementSyntax:
                    return false;
            }

            inner = ancestor;
        }

        return false;
    }
}
