using System.Collections.Concurrent;
using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Rules.Resiliency.Clients;
using CloudNative.Sdk.Analyzers.Rules.Resiliency.Limits;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Resiliency;

/// <summary>CNS4003.</summary>
internal sealed class UnlimitedCallRule() : Rule(ResiliencyRules.UnlimitedCall)
{
    private static readonly DiagnosticDescriptor Here = ResiliencyRules.UnlimitedCall.Descriptor();
    private static readonly DiagnosticDescriptor AtEnd = ResiliencyRules.UnlimitedCall.CompilationEndDescriptor();
    private static readonly DiagnosticDescriptor Command = ResiliencyRules.UnlimitedCall.Descriptor(ResiliencyRules.UnlimitedCommandMessage);

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors => [Here, AtEnd, Command];

    public override void Register(RuleRegistry registry)
    {
        var symbols = registry.Symbols;
        if (symbols.CancellationToken is null)
        {
            return;
        }

        WatchSockets(registry, symbols);
        WatchGrpc(registry, symbols);
        var clients = WatchHttp(registry, symbols);
        CommandTimeouts.Register(registry, static (context, node, name) => context.ReportDiagnostic(Diagnostic.Create(Command, node.GetLocation(), name)));
        registry.On(OperationKind.SimpleAssignment, context =>
        {
            var assignment = (ISimpleAssignmentOperation)context.Operation;
            if (assignment.Target is IPropertyReferenceOperation { Property.Name: "Timeout" } timeout)
            {
                clients?.See(assignment, timeout, context.CancellationToken);
            }
            else if (assignment.Target is IInvalidOperation or IPropertyReferenceOperation { Property: { Name: "CommandTimeout", DeclaringSyntaxReferences.Length: 0 } } && assignment.Syntax is AssignmentExpressionSyntax syntax && CommandTimeouts.IsRemovedBy(syntax))
            {
                context.ReportDiagnostic(Diagnostic.Create(Command, syntax.GetLocation(), "CommandTimeout"));
            }
        });
    }

    private static void WatchSockets(RuleRegistry registry, KnownSymbols symbols)
    {
        var tcp = symbols.Find("System.Net.Sockets.TcpClient");
        var socket = symbols.Find("System.Net.WebSockets.ClientWebSocket");
        registry.OnCall(tcp, "ConnectAsync", Judge);
        registry.OnCall(tcp, "Connect", Judge);
        foreach (var method in new[] { "ConnectAsync", "SendAsync", "ReceiveAsync", "CloseAsync" })
        {
            registry.OnCall(socket, method, Judge);
        }

        void Judge(OperationAnalysisContext context, IInvocationOperation call)
        {
            if (call.Syntax is InvocationExpressionSyntax syntax && TimeLimit.IsMissing(call, symbols) && !TimeLimit.IsMadeIn(syntax.EnclosingFunction())
                && !(call.TargetMethod.Name == "CloseAsync" && IsCleanup(syntax, context.ContainingSymbol)))
            {
                context.ReportDiagnostic(Diagnostic.Create(Here, syntax.CalledPlace().GetLocation(), call.TargetMethod.Name));
            }
        }
    }

    private static bool IsCleanup(SyntaxNode call, ISymbol function) =>
        PointOfNoReturn.IsName(function.Name) || call.FirstAncestorOrSelf<SyntaxNode>(node => node is CatchClauseSyntax or FinallyClauseSyntax) is not null;

    private static void WatchGrpc(RuleRegistry registry, KnownSymbols symbols)
    {
        var calls = new ConcurrentQueue<(InvocationExpressionSyntax Call, ITypeSymbol? Client)>();
        var handlers = ClientHandlers.Of(registry);
        var isLimitedElsewhere = false;
        registry.OnWrittenCall("EnableCallContextPropagation", (_, _) => isLimitedElsewhere = true);
        registry.OnWrittenCall("WithDeadline", (_, _) => isLimitedElsewhere = true);
        foreach (var name in new[] { "AddInterceptor", "Intercept" })
        {
            registry.OnWrittenCall(name, (context, call) =>
            {
                if (GrpcCalls.MayLimit(call, context.Operation.SemanticModel!, context.CancellationToken))
                {
                    isLimitedElsewhere = true;
                }
            });
        }

        if (symbols.Find("Grpc.Core.ClientBase") is { } client)
        {
            registry.On(OperationKind.Invocation, context =>
            {
                var call = (IInvocationOperation)context.Operation;
                if (GrpcCalls.IsUnary(call.TargetMethod, client) && call.Syntax is InvocationExpressionSyntax syntax && TimeLimit.IsMissing(call, symbols))
                {
                    calls.Enqueue((syntax, call.TargetMethod.ContainingType));
                }
            });
        }

        registry.On(OperationKind.Invalid, context =>
        {
            if (context.Operation.Syntax is InvocationExpressionSyntax syntax && GrpcCalls.LooksUnary(syntax, context.Operation.SemanticModel!, context.CancellationToken))
            {
                calls.Enqueue((syntax, null));
            }
        });
        registry.OnEnd(context =>
        {
            foreach (var (call, type) in calls)
            {
                if (!isLimitedElsewhere && !TimeLimit.IsMadeIn(call.EnclosingFunction()) && !(type is not null && handlers.All.Any(handler => handler.Clients.Any(client => client.IsEvery || client.Types.Any(served => served.Is(type))))))
                {
                    context.ReportDiagnostic(Diagnostic.Create(AtEnd, call.CalledPlace().GetLocation(), call.CalledName()));
                }
            }
        });
    }

    private static UnlimitedClients? WatchHttp(RuleRegistry registry, KnownSymbols symbols)
    {
        if (symbols.HttpClient is null)
        {
            return null;
        }

        var clients = UnlimitedClients.Of(registry);
        var calls = new ConcurrentQueue<IInvocationOperation>();
        registry.OnCall(symbols.HttpClient, null, Add);
        registry.OnExtensionOf(symbols.HttpClient, Add);
        registry.OnEnd(context =>
        {
            foreach (var call in calls)
            {
                if (call.Syntax is InvocationExpressionSyntax syntax && clients.Include(call.Receiver(), context.CancellationToken) && !TimeLimit.IsMadeIn(syntax.EnclosingFunction()))
                {
                    context.ReportDiagnostic(Diagnostic.Create(AtEnd, syntax.CalledPlace().GetLocation(), call.TargetMethod.Name));
                }
            }
        });
        return clients;

        void Add(OperationAnalysisContext context, IInvocationOperation call)
        {
            if (call.TargetMethod.Name.EndsWith("Async", StringComparison.Ordinal) && TimeLimit.IsMissing(call, symbols))
            {
                calls.Enqueue(call);
            }
        }
    }
}
