using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Resiliency;

/// <summary>CNS4010.</summary>
internal sealed class UnboundedQueueRule() : Rule(ResiliencyRules.UnboundedQueue)
{
    private static readonly DiagnosticDescriptor Descriptor = ResiliencyRules.UnboundedQueue.Descriptor();

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors => [Descriptor];

    public override void Register(RuleRegistry registry)
    {
        var symbols = registry.Symbols;
        registry.OnCall(symbols.Find("System.Threading.Channels.Channel"), "CreateUnbounded", (context, call) =>
        {
            if (!IsSignal(call.TargetMethod.TypeArguments))
            {
                Judge(context, "Channel.CreateUnbounded");
            }
        });
        registry.OnCreation(symbols.Find("System.Collections.Concurrent.BlockingCollection`1"), (context, creation) =>
        {
            if (creation.Argument("boundedCapacity") is null)
            {
                Judge(context, "BlockingCollection");
            }
        });
        foreach (var block in new[] { "BufferBlock`1", "ActionBlock`1", "TransformBlock`2" })
        {
            registry.OnCreation(symbols.Find("System.Threading.Tasks.Dataflow." + block), (context, creation) =>
            {
                if (creation.Arguments.All(argument => argument.Value.Unwrap() is not (IObjectCreationOperation or ILocalReferenceOperation or IFieldReferenceOperation or IParameterReferenceOperation)
                    || (argument.Value.Unwrap() is IObjectCreationOperation options && !options.Syntax.ToString().Contains("BoundedCapacity"))))
                {
                    Judge(context, creation.Type!.Name);
                }
            });
        }

        foreach (var queue in new[] { "System.Collections.Concurrent.ConcurrentQueue`1", "System.Collections.Generic.Queue`1" })
        {
            registry.OnCreation(symbols.Find(queue), (context, creation) =>
            {
                if (IsFilledFromOutside(creation.Syntax, symbols, context.CancellationToken))
                {
                    Judge(context, creation.Type!.Name);
                }
            });
        }
    }

    private static void Judge(OperationAnalysisContext context, string name)
    {
        if (IsShared(context.Operation))
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, context.Operation.Syntax.GetLocation(), name));
        }
    }

    // In a field or registered as a service; a local one ends with the work that it belongs to.
    private static bool IsShared(IOperation created)
    {
        var outer = created.Parent;
        while (outer is IConversionOperation)
        {
            outer = outer.Parent;
        }

        return outer switch
        {
            IFieldInitializerOperation or IPropertyInitializerOperation => true,
            ISimpleAssignmentOperation { Target: IFieldReferenceOperation or IPropertyReferenceOperation } => true,
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "AddSingleton" or "TryAddSingleton" } } => true,
            IReturnOperation => created.Syntax.FirstAncestorOrSelf<AnonymousFunctionExpressionSyntax>()?.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call }
                && call.CalledName() is "AddSingleton" or "TryAddSingleton",
            _ => false,
        };
    }

    // Only that something happened is said, not what.
    private static bool IsSignal(System.Collections.Immutable.ImmutableArray<ITypeSymbol> item) =>
        item.Length == 1 && (item[0].SpecialType == SpecialType.System_Boolean || item[0].Name is "Unit" or "ValueTuple" or "Nothing");

    // A queue of a background service that a public method fills, without a look at how long it is.
    private static bool IsFilledFromOutside(SyntaxNode creation, KnownSymbols symbols, CancellationToken cancellation)
    {
        if (creation.Parent is not EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax { Parent: ClassDeclarationSyntax type } } field }
            || symbols.Compilation.GetSemanticModel(type.SyntaxTree).GetDeclaredSymbol(type, cancellation) is not INamedTypeSymbol symbol || !symbol.IsOrInherits(symbols.HostedService))
        {
            return false;
        }

        var (isFilled, isDrained) = (false, false);
        foreach (var node in type.DescendantNodes())
        {
            if (node is MemberAccessExpressionSyntax access && access.Expression.LastName() == field.Identifier.ValueText)
            {
                switch (access.Name.Identifier.ValueText)
                {
                    case "Count":
                        return false;
                    case "Enqueue":
                        isFilled |= access.FirstAncestorOrSelf<MethodDeclarationSyntax>()?.Modifiers.Any(SyntaxKind.PublicKeyword) == true;
                        break;
                    case "Dequeue" or "TryDequeue":
                        isDrained = true;
                        break;
                }
            }
        }

        return isFilled && isDrained;
    }
}
