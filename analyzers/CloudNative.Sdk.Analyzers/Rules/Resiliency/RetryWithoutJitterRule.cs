using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace CloudNative.Sdk.Analyzers.Rules.Resiliency;

/// <summary>CNS4006.</summary>
internal sealed class RetryWithoutJitterRule() : Rule(ResiliencyRules.RetryWithoutJitter)
{
    private static readonly DiagnosticDescriptor Descriptor = ResiliencyRules.RetryWithoutJitter.Descriptor();

    private static readonly string[] Fixed = ["FromSeconds", "FromMilliseconds", "FromMinutes", "FromTicks", "Pow", "Min", "Max", "FromResult"];

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors => [Descriptor];

    public override void Register(RuleRegistry registry)
    {
        var symbols = registry.Symbols;
        registry.OnCreation(symbols.Find("Polly.Retry.RetryStrategyOptions"), (context, creation) => JudgeOptions(context, creation.Syntax));
        registry.OnCreation(symbols.Find("Polly.Retry.RetryStrategyOptions`1"), (context, creation) => JudgeOptions(context, creation.Syntax));
        registry.OnUnboundCreation("RetryStrategyOptions", (context, creation) => JudgeOptions(context, creation.Syntax));
        foreach (var name in new[] { "WaitAndRetry", "WaitAndRetryAsync", "WaitAndRetryForever", "WaitAndRetryForeverAsync" })
        {
            registry.OnCallNamed(name, (context, call) => JudgeCall(context, call.Syntax));
            registry.OnUnboundCall(name, (context, call) => JudgeCall(context, call.Syntax));
        }
    }

    private static void JudgeOptions(OperationAnalysisContext context, SyntaxNode node)
    {
        if (node is not BaseObjectCreationExpressionSyntax { Initializer: { } initializer } creation)
        {
            return;
        }

        var waits = false;
        foreach (var expression in initializer.Expressions)
        {
            if (expression is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: var property }, Right: var value })
            {
                if (property == "UseJitter" && value.ToString() != "false")
                {
                    return;
                }

                if (property == "DelayGenerator" && !IsFixedProvider(value))
                {
                    return;
                }

                waits |= property == "DelayGenerator" || (property == "Delay" && IsFixed(value));
            }
        }

        if (waits && !IsSetLater(creation))
        {
            var end = creation is ObjectCreationExpressionSyntax { Type: var type } ? type.Span.End : creation.NewKeyword.Span.End;
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, Location.Create(node.SyntaxTree, TextSpan.FromBounds(node.SpanStart, end)), "RetryStrategyOptions"));
        }
    }

    private static void JudgeCall(OperationAnalysisContext context, SyntaxNode node)
    {
        if (node is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call)
        {
            return;
        }

        foreach (var argument in call.ArgumentList.Arguments)
        {
            if (IsFixedProvider(argument.Expression) || IsFixedList(argument.Expression))
            {
                context.ReportDiagnostic(Diagnostic.Create(Descriptor, access.Name.GetLocation(), call.CalledName()));
                return;
            }
        }
    }

    // A lambda that makes its duration of the number of the attempt and of constants alone.
    private static bool IsFixedProvider(ExpressionSyntax value) =>
        value is LambdaExpressionSyntax { ExpressionBody: { } body } && IsFixed(body) && (body is not ObjectCreationExpressionSyntax { Type: var type } || type.LastTypeName() is "ValueTask" or "TimeSpan");

    private static bool IsFixedList(ExpressionSyntax value)
    {
        IEnumerable<ExpressionSyntax> elements = value switch
        {
            ArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions,
            ImplicitArrayCreationExpressionSyntax { Initializer: var initializer } => initializer.Expressions,
            CollectionExpressionSyntax collection => collection.Elements.OfType<ExpressionElementSyntax>().Select(element => element.Expression),
            _ => [],
        };
        var any = false;
        foreach (var element in elements)
        {
            if (!IsFixed(element))
            {
                return false;
            }

            any = true;
        }

        return any;
    }

    private static bool IsFixed(ExpressionSyntax value)
    {
        var any = false;
        foreach (var node in value.DescendantNodesAndSelf())
        {
            if (node is InvocationExpressionSyntax call)
            {
                if (Array.IndexOf(Fixed, call.CalledName()) < 0)
                {
                    return false;
                }

                any |= call.CalledName()!.StartsWith("From", StringComparison.Ordinal) && call.ArgumentList.ToString() != "(0)";
            }
            else if (node is IdentifierNameSyntax { Identifier.ValueText: var name } && (name.IndexOf("jitter", StringComparison.OrdinalIgnoreCase) >= 0 || name.IndexOf("random", StringComparison.OrdinalIgnoreCase) >= 0))
            {
                return false;
            }
        }

        return any;
    }

    private static bool IsSetLater(BaseObjectCreationExpressionSyntax creation) =>
        creation.EnclosingFunction().DescendantNodes().Any(node => node is AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "UseJitter" } });
}
