using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Semantics;
using CloudNative.Sdk.Analyzers.Semantics.Bounds;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Telemetry;

/// <summary>CNS3013.</summary>
internal sealed class UnboundedSpanNameRule() : Rule(TelemetryRules.UnboundedSpanName)
{
    private static readonly DiagnosticDescriptor Descriptor = TelemetryRules.UnboundedSpanName.Descriptor();
    private static readonly DiagnosticDescriptor KeyDescriptor = TelemetryRules.UnboundedSpanName.Descriptor(TelemetryRules.UnboundedKeyMessage);

    private static readonly string[] RequestTypes = ["Microsoft.AspNetCore.Mvc.ControllerBase", "Microsoft.AspNetCore.SignalR.Hub"];

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors => [Descriptor, KeyDescriptor];

    public override void Register(RuleRegistry registry)
    {
        var symbols = registry.Symbols;
        var activity = symbols.Find("System.Diagnostics.Activity");
        if (activity is null)
        {
            return;
        }

        var bounds = new ValueBounds(symbols);
        foreach (var method in new[] { "StartActivity", "CreateActivity" })
        {
            registry.OnCall(symbols.ActivitySource, method, (context, call) => Judge(context, bounds, symbols, call.Argument("name"), Descriptor));
        }

        foreach (var method in new[] { "SetTag", "AddTag" })
        {
            registry.OnCall(activity, method, (context, call) => Judge(context, bounds, symbols, call.Argument("key"), KeyDescriptor));
        }

        registry.On(OperationKind.SimpleAssignment, context =>
        {
            if (context.Operation is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { Name: "DisplayName" } property }, Value: var value } && property.ContainingType.Is(activity))
            {
                Judge(context, bounds, symbols, value, Descriptor);
            }
        });
    }

    private static void Judge(OperationAnalysisContext context, ValueBounds bounds, KnownSymbols symbols, IOperation? name, DiagnosticDescriptor descriptor)
    {
        if (name is null or { ConstantValue.HasValue: true })
        {
            return;
        }

        var what = bounds.Of(name, context.CancellationToken) is { IsOpen: true } bound ? bound.What : IsMadeOfRequest(name, symbols) ? "what a request says" : null;
        if (what is not null)
        {
            context.ReportDiagnostic(Diagnostic.Create(descriptor, name.Syntax.GetLocation(), name.Syntax.ToString(), what));
        }
    }

    // A text that holds a parameter which a request fills.
    private static bool IsMadeOfRequest(IOperation name, KnownSymbols symbols) => name.Unwrap() switch
    {
        IInterpolatedStringOperation text => text.Parts.Any(part => part is IInterpolationOperation hole && IsMadeOfRequest(hole.Expression, symbols)),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => IsMadeOfRequest(sum.LeftOperand, symbols) || IsMadeOfRequest(sum.RightOperand, symbols),
        IParameterReferenceOperation { Parameter: { Type.SpecialType: SpecialType.System_String } parameter } => IsFilledByRequest(parameter, symbols),
        _ => false,
    };

    private static bool IsFilledByRequest(IParameterSymbol parameter, KnownSymbols symbols) => parameter.ContainingSymbol switch
    {
        IMethodSymbol { MethodKind: MethodKind.AnonymousFunction, DeclaringSyntaxReferences: { Length: 1 } references } =>
            references[0].GetSyntax().Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } && call.CalledName() is "MapGet" or "MapPost" or "MapPut" or "MapDelete" or "MapPatch",
        IMethodSymbol { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Public } method =>
            RequestTypes.Any(type => method.ContainingType.IsOrInherits(symbols.Find(type))),
        _ => false,
    };
}
