using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Ops;

/// <summary>CNS2006.</summary>
internal sealed class WallClockRule() : Rule(OpsRules.WallClock)
{
    private static readonly DiagnosticDescriptor Descriptor = OpsRules.WallClock.Descriptor();
    private static readonly DiagnosticDescriptor ElapsedDescriptor = OpsRules.WallClock.Descriptor(OpsRules.ElapsedMessage);

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors => [Descriptor, ElapsedDescriptor];

    public override void Register(RuleRegistry registry)
    {
        var symbols = registry.Symbols;
        registry.On(OperationKind.PropertyReference, context => JudgeRead(context, symbols));
        registry.On(OperationKind.Binary, context => JudgeElapsed(context, symbols));
    }

    private static void JudgeRead(OperationAnalysisContext context, KnownSymbols symbols)
    {
        var read = (IPropertyReferenceOperation)context.Operation;
        if (!IsClock(read, symbols) || IsClockType(context.ContainingSymbol.ContainingType, symbols) || read.Parent is IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract })
        {
            return;
        }

        if (read.SemanticModel is { } model && ScopeSymbols.NameOf(model, read.Syntax.SpanStart, context.CancellationToken, symbols.TimeProvider) is { } provider)
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, read.Syntax.GetLocation(), read.Property.ContainingType.Name + "." + read.Property.Name, provider));
        }
    }

    private static void JudgeElapsed(OperationAnalysisContext context, KnownSymbols symbols)
    {
        var difference = (IBinaryOperation)context.Operation;
        if (difference.OperatorKind == BinaryOperatorKind.Subtract && difference.LeftOperand.Unwrap() is IPropertyReferenceOperation end && IsClock(end, symbols)
            && !IsClockType(context.ContainingSymbol.ContainingType, symbols) && difference.RightOperand.Unwrap() is ILocalReferenceOperation { Local: var start }
            && AssignedValue.Of(start, symbols.Compilation, context.CancellationToken)?.Unwrap() is IPropertyReferenceOperation begin && IsClock(begin, symbols))
        {
            context.ReportDiagnostic(Diagnostic.Create(ElapsedDescriptor, difference.Syntax.GetLocation(), end.Property.ContainingType.Name + "." + end.Property.Name));
        }
    }

    private static bool IsClock(IPropertyReferenceOperation read, KnownSymbols symbols) =>
        read.Property is { IsStatic: true, Name: "Now" or "UtcNow" } property
        && (property.ContainingType.SpecialType == SpecialType.System_DateTime || property.ContainingType.Is(symbols.Find("System.DateTimeOffset")));

    private static bool IsClockType(INamedTypeSymbol? type, KnownSymbols symbols) =>
        type is not null && (type.IsOrInherits(symbols.TimeProvider) || type.Name.EndsWith("Clock", StringComparison.Ordinal) || type.Name.EndsWith("TimeProvider", StringComparison.Ordinal)
            || type.AllInterfaces.Any(candidate => candidate.Name.EndsWith("Clock", StringComparison.Ordinal)));
}
