using System.Collections.Concurrent;
using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Logging;

/// <summary>CNS6001.</summary>
internal sealed class SensitiveLogRule() : Rule(LoggingRules.SensitiveLog)
{
    private static readonly DiagnosticDescriptor Descriptor = LoggingRules.SensitiveLog.Descriptor();

    private static readonly string[] LogMethods =
    [
        "Log", "LogTrace", "LogDebug", "LogInformation", "LogWarning", "LogError", "LogCritical",
        "Verbose", "Debug", "Information", "Warning", "Error", "Fatal", "Trace", "Info", "Warn",
    ];

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors => [Descriptor];

    public override void Register(RuleRegistry registry)
    {
        var symbols = registry.Symbols;
        var values = new ConcurrentDictionary<SyntaxTree, SensitiveValue>();
        SensitiveValue Of(SyntaxTree at) => values.GetOrAdd(at, tree => new SensitiveValue(LoggingRules.SensitiveNames.Words(registry.Options.AnalyzerConfigOptionsProvider, tree)));

        foreach (var method in LogMethods)
        {
            registry.OnCallNamed(method, (context, call) => JudgeLog(context, call, Of(call.Syntax.SyntaxTree), symbols));
            registry.OnUnboundCall(method, (context, call) => JudgeLog(context, call, Of(call.Syntax.SyntaxTree), symbols));
        }

        // A program that is no service talks to its user through the console.
        if (symbols.HostedService is not null)
        {
            var console = symbols.Find("System.Console");
            registry.OnCall(console, "WriteLine", (context, call) => JudgeValues(context, call, Of(call.Syntax.SyntaxTree), ""));
            registry.OnCall(console, "Write", (context, call) => JudgeValues(context, call, Of(call.Syntax.SyntaxTree), ""));
        }

        registry.OnCall(symbols.Activity, "SetTag", (context, call) => JudgeTag(context, call, Of(call.Syntax.SyntaxTree)));
        registry.OnCall(symbols.Activity, "AddTag", (context, call) => JudgeTag(context, call, Of(call.Syntax.SyntaxTree)));
        registry.OnMethod((context, method) => JudgeDeclaration(context, method, Of));
    }

    private static void JudgeLog(OperationAnalysisContext context, IOperation call, SensitiveValue sensitive, KnownSymbols symbols)
    {
        if (LogCall.Of(call, symbols) is { Target: LogTarget.Logger })
        {
            var template = call.GivenValues().Select(value => value.Unwrap().ConstantValue is { HasValue: true, Value: string text } ? text : null).FirstOrDefault(text => text is not null);
            JudgeValues(context, call, sensitive, template ?? "");
        }
    }

    // Values in the order of the placeholders: the last ones of the call.
    private static void JudgeValues(OperationAnalysisContext context, IOperation call, SensitiveValue sensitive, string template)
    {
        var placeholders = LogTemplate.Placeholders(template);
        var given = call.GivenValues().ToList();
        var offset = given.Count - placeholders.Count;
        for (var index = 0; index < given.Count; index++)
        {
            var placeholder = offset >= 0 && index >= offset ? placeholders[index - offset] : "";
            if (Secret(given[index], placeholder, sensitive) is { } found && !IsOfParser(found.Value, found.Name))
            {
                Report(context, found.Value.Syntax.GetLocation(), found.Name);
            }
        }
    }

    private static (IOperation Value, string Name)? Secret(IOperation value, string placeholder, SensitiveValue sensitive)
    {
        if (sensitive.In(value) is { } found)
        {
            return found;
        }

        if (placeholder.StartsWith("@", StringComparison.Ordinal))
        {
            return sensitive.MemberOf(value.Unwrap().Type) is { } member ? (value, member) : null;
        }

        return placeholder.Length > 0 && SensitiveValue.IsPlain(value) && sensitive.IsSensitive(placeholder) && !SensitiveName.IsHarmless(value.ReferencedSymbol()?.Name ?? "") ? (value, placeholder) : null;
    }

    private static void JudgeTag(OperationAnalysisContext context, IInvocationOperation call, SensitiveValue sensitive)
    {
        if (call.Argument("value") is not { } value)
        {
            return;
        }

        var key = call.Argument("key")?.ConstantValue is { HasValue: true, Value: string text } ? text : "";
        if (Secret(value, key.TrimStart('@'), sensitive) is { } found)
        {
            Report(context, found.Value.Syntax.GetLocation(), found.Name);
        }
    }

    // [LoggerMessage]: what a parameter is called is what the entry holds.
    private static void JudgeDeclaration(SymbolAnalysisContext context, IMethodSymbol method, Func<SyntaxTree, SensitiveValue> sensitive)
    {
        if (method.Parameters.Length == 0 || method.PartialDefinitionPart is not null || !method.IsPartialDefinition || !method.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "LoggerMessageAttribute" or "LoggerMessage"))
        {
            return;
        }

        foreach (var parameter in method.Parameters)
        {
            if (SensitiveValue.IsText(parameter.Type) && parameter.Locations[0] is { SourceTree: { } tree } location && sensitive(tree).IsSensitive(parameter.Name) && parameter.GetAttributes().IsEmpty)
            {
                context.ReportDiagnostic(Diagnostic.Create(Descriptor, location, parameter.Name));
            }
        }
    }

    // The tokens of a grammar are no secrets.
    private static bool IsOfParser(IOperation value, string name)
    {
        if (name.IndexOf("token", StringComparison.OrdinalIgnoreCase) < 0 || value.Syntax.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { Identifier.ValueText: var type })
        {
            return false;
        }

        return type.Contains("Parser") || type.Contains("Lexer") || type.Contains("Tokenizer") || type.Contains("Scanner") || type.Contains("Compiler");
    }

    private static void Report(OperationAnalysisContext context, Location location, string name) => context.ReportDiagnostic(Diagnostic.Create(Descriptor, location, name));
}
