using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Telemetry;

/// <summary>CNS3012.</summary>
internal sealed class UndisposedActivityRule() : Rule(TelemetryRules.UndisposedActivity)
{
    private static readonly DiagnosticDescriptor Descriptor = TelemetryRules.UndisposedActivity.Descriptor();
    private static readonly string[] EndingWords = ["Stop", "Dispose", "End", "Finish", "Complete", "Close"];

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors => [Descriptor];

    public override void Register(RuleRegistry registry)
    {
        var symbols = registry.Symbols;
        if (symbols.Activity is not null)
        {
            registry.OnCall(symbols.ActivitySource, "StartActivity", (context, call) => Judge(context, symbols, call));
            registry.OnExtensionOf(symbols.ActivitySource, (context, call) => JudgeExtension(context, symbols, call));
        }
    }

    private static void JudgeExtension(OperationAnalysisContext context, KnownSymbols symbols, IInvocationOperation call)
    {
        if (call.TargetMethod.Name.StartsWith("Start", StringComparison.Ordinal) && call.TargetMethod.ReturnType.Is(symbols.Activity))
        {
            Judge(context, symbols, call);
        }
    }

    private static void Judge(OperationAnalysisContext context, KnownSymbols symbols, IInvocationOperation call)
    {
        if (IsLost(ValueUse.Of(call), symbols) && !EndsCurrent(call, symbols))
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, call.Syntax.GetLocation(), StartOf(call)));
        }
    }

    private static bool IsLost(ValueUse use, KnownSymbols symbols) => use switch
    {
        { Fate: Fate.Discarded } => true,
        { Fate: Fate.Kept, Local: { } local } => !ValueUse.OfLocal(local, use.By).Any(other => MayEnd(other, symbols)),
        { Fate: Fate.Used, By: IInvocationOperation call } => !IsEnding(call.TargetMethod.Name) && (!call.Type.Is(symbols.Activity) || IsLost(ValueUse.Of(call), symbols)),
        { Fate: Fate.Used } => true,
        _ => false,
    };

    // What a chain of calls on the activity gives is the activity again, and may go anywhere.
    private static bool MayEnd(ValueUse use, KnownSymbols symbols) => use.Fate switch
    {
        Fate.Tested or Fate.Discarded => false,
        Fate.Used when use.By is IInvocationOperation call => IsEnding(call.TargetMethod.Name) || (call.Type.Is(symbols.Activity) && MayEnd(ValueUse.Of(call), symbols)),
        Fate.Used => use.By is IMethodReferenceOperation,
        _ => true,
    };

    private static bool IsEnding(string method) => EndingWords.Any(word => method.IndexOf(word, StringComparison.Ordinal) >= 0);

    // Activity.Current?.Stop(), or another activity that may be this one.
    private static bool EndsCurrent(IOperation call, KnownSymbols symbols) => ValueUse.Root(call).Descendants().Any(operation =>
        operation is IInvocationOperation { TargetMethod.Name: "Stop" or "Dispose", Instance: { } instance } && instance.Type.IsOrInherits(symbols.Activity)
        && InstanceOf(instance).ReferencedSymbol() is not ILocalSymbol);

    // What stands before the "?." that a member hangs on.
    private static IOperation InstanceOf(IOperation instance)
    {
        for (var current = instance; instance is IConditionalAccessInstanceOperation && current.Parent is { } parent; current = parent)
        {
            if (parent is IConditionalAccessOperation access && access.WhenNotNull == current)
            {
                return access.Operation;
            }
        }

        return instance;
    }

    private static string StartOf(IInvocationOperation call)
    {
        var text = call.Syntax.ToString();
        return text.IndexOf('\n') < 0 && text.Length <= 60 ? text : call.TargetMethod.Name;
    }
}
