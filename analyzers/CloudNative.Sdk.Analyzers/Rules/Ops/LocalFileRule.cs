using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Ops;

/// <summary>CNS2004.</summary>
internal sealed class LocalFileRule() : Rule(OpsRules.LocalFile)
{
    private static readonly DiagnosticDescriptor Descriptor = OpsRules.LocalFile.Descriptor();

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors => [Descriptor];

    public override void Register(RuleRegistry registry)
    {
        var symbols = registry.Symbols;
        registry.OnCall(symbols.Find("System.IO.File"), null, (context, call) =>
        {
            if (IsWrite(call))
            {
                Judge(context, call, call.Argument("path"), "File." + call.TargetMethod.Name, symbols);
            }
        });
        registry.OnCall(symbols.Find("System.IO.Directory"), "CreateDirectory", (context, call) => Judge(context, call, call.Argument("path"), "Directory.CreateDirectory", symbols));
        registry.OnCreation(symbols.Find("System.IO.StreamWriter"), (context, creation) => Judge(context, creation, creation.Argument("path"), "StreamWriter", symbols));
        registry.OnCreation(symbols.Find("System.IO.FileStream"), (context, creation) =>
        {
            if (Opens(creation.Argument("mode"), creation.Argument("access")))
            {
                Judge(context, creation, creation.Argument("path"), "FileStream", symbols);
            }
        });
    }

    private static void Judge(OperationAnalysisContext context, IOperation write, IOperation? path, string name, KnownSymbols symbols)
    {
        if (path is not null && new LocalPath(symbols, context.CancellationToken).IsInApplication(path)
            && !StatefulOption.IsSet(context.Options.AnalyzerConfigOptionsProvider, write.Syntax.SyntaxTree)
            && !write.IsDevelopmentOnly(context.CancellationToken))
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, write.Syntax.GetLocation(), name));
        }
    }

    private static bool IsWrite(IInvocationOperation call)
    {
        var name = call.TargetMethod.Name;
        return name.StartsWith("Write", StringComparison.Ordinal) || name.StartsWith("Append", StringComparison.Ordinal) || name is "Create" or "CreateText" or "OpenWrite"
            || (name == "Open" && Opens(call.Argument("mode"), call.Argument("access")));
    }

    private static bool Opens(IOperation? mode, IOperation? access) =>
        NameOf(mode) is "Create" or "CreateNew" or "Append" or "Truncate" || (NameOf(access) ?? (NameOf(mode) == "OpenOrCreate" ? "Write" : "Read")) is "Write" or "ReadWrite";

    private static string? NameOf(IOperation? value) => value?.Unwrap() is IFieldReferenceOperation { Field: { IsConst: true, Name: var name } } ? name : null;
}
