using System.Collections.Concurrent;
using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Resiliency;

/// <summary>CNS4001.</summary>
internal sealed class ClientPerCallRule() : Rule(ResiliencyRules.ClientPerCall)
{
    private static readonly DiagnosticDescriptor Descriptor = ResiliencyRules.ClientPerCall.Descriptor();

    private static readonly (string Method, string Type)[] Factories =
    [
        ("ForAddress", "GrpcChannel"), ("Connect", "ConnectionMultiplexer"), ("ConnectAsync", "ConnectionMultiplexer"), ("Create", "NpgsqlDataSource"),
        ("CreateConnection", "ConnectionFactory"), ("CreateConnectionAsync", "ConnectionFactory"),
    ];

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors => [Descriptor];

    public override void Register(RuleRegistry registry)
    {
        var symbols = registry.Symbols;
        var words = new ConcurrentDictionary<SyntaxTree, string[]>();
        string[] Types(OperationAnalysisContext context) =>
            words.GetOrAdd(context.Operation.Syntax.SyntaxTree, tree => ResiliencyRules.ClientTypes.Words(registry.Options.AnalyzerConfigOptionsProvider, tree));

        registry.On(OperationKind.ObjectCreation, context =>
        {
            var creation = (IObjectCreationOperation)context.Operation;
            if (creation.Type is { Name: var name } && Array.IndexOf(Types(context), name) >= 0 && name != "ConnectionFactory" && !SharesHandler(creation))
            {
                Judge(context, name, symbols);
            }
        });

        foreach (var type in new[] { "MongoClient", "CosmosClient", "BlobServiceClient", "ServiceBusClient" })
        {
            registry.OnUnboundCreation(type, (context, _) => Judge(context, type, symbols));
        }

        foreach (var (method, type) in Factories)
        {
            registry.OnCallNamed(method, (context, call) =>
            {
                var owner = call.TargetMethod.ContainingType;
                if ((owner.Name == type || (owner.Name == "I" + type && owner.ContainingNamespace?.Name == "Client")) && Array.IndexOf(Types(context), type) >= 0)
                {
                    Judge(context, type, symbols);
                }
            });
            registry.OnUnboundCall(method, (context, call) =>
            {
                if (IsCalledOn((InvocationExpressionSyntax)call.Syntax, type))
                {
                    Judge(context, type, symbols);
                }
            });
        }
    }

    private static void Judge(OperationAnalysisContext context, string type, KnownSymbols symbols)
    {
        var syntax = context.Operation.Syntax;
        if (RepeatedCode.Contains(syntax, symbols, context.CancellationToken) && !Escape.OfCreated(context.Operation, followsArguments: !type.EndsWith("Handler", StringComparison.Ordinal), context.CancellationToken))
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, syntax.GetLocation(), type));
        }
    }

    // The connections live in the handler: one that comes from elsewhere is shared.
    private static bool SharesHandler(IObjectCreationOperation creation)
    {
        if (creation.Argument("disposeHandler") is { ConstantValue: { HasValue: true, Value: false } })
        {
            return true;
        }

        return creation.Argument("handler")?.Unwrap() is { } handler && handler is not (IObjectCreationOperation or ILocalReferenceOperation);
    }

    private static bool IsCalledOn(InvocationExpressionSyntax call, string type)
    {
        if (type != "ConnectionFactory")
        {
            return call.CalledOn().LastName() == type;
        }

        return call.CalledOn() is { } target
            && (target is ObjectCreationExpressionSyntax { Type: var created } ? created.LastTypeName() == type : call.EnclosingFunction().DescendantNodes().Any(node =>
                node is VariableDeclaratorSyntax { Initializer.Value: ObjectCreationExpressionSyntax { Type: var declared } } declarator
                && declared.LastTypeName() == type && declarator.Identifier.ValueText == target.LastName()));
    }
}
