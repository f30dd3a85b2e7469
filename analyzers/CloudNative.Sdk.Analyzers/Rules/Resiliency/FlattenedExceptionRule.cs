using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Resiliency;

/// <summary>CNS4014.</summary>
internal sealed class FlattenedExceptionRule() : Rule(ResiliencyRules.FlattenedException)
{
    private static readonly DiagnosticDescriptor Descriptor = ResiliencyRules.FlattenedException.Descriptor();

    private static readonly string[] ForCallers = ["Validation", "BadRequest", "BadHttpRequest", "UserFriendly", "Argument", "Format", "Domain", "Business", "Usage", "Command"];

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors => [Descriptor];

    public override void Register(RuleRegistry registry)
    {
        var symbols = registry.Symbols;
        registry.OnCatch((context, clause) =>
        {
            var syntax = (CatchClauseSyntax)clause.Syntax;
            if (clause.ExceptionDeclarationOrExpression is not IVariableDeclaratorOperation || IsForCallers(syntax.Declaration?.Type.LastTypeName()))
            {
                return;
            }

            var fate = CatchFate.Of(clause, symbols, context.CancellationToken);
            if (fate.Logs.Count > 0 || fate.HandsOn || (!fate.ThrowsOther && !fate.Returns))
            {
                return;
            }

            foreach (var operation in clause.Handler.OperationsHere())
            {
                var flat = operation switch
                {
                    IThrowOperation { Exception: { } thrown } => Flattened(thrown.Unwrap(), fate, symbols),
                    IReturnOperation { ReturnedValue: { } value } when clause.IsCatchAll(symbols) => Problem(value.Unwrap(), fate),
                    _ => null,
                };
                if (flat is not null)
                {
                    context.ReportDiagnostic(Diagnostic.Create(Descriptor, flat.Syntax.GetLocation(), fate.Exception!.Name));
                }
            }
        });
    }

    private static IOperation? Flattened(IOperation thrown, CatchFate fate, KnownSymbols symbols) =>
        thrown is IObjectCreationOperation or IInvalidOperation { Syntax: ObjectCreationExpressionSyntax } && !IsForCallers(thrown.CreatedName())
        && fate.IsTextOfException(thrown) && !fate.Holds(thrown, symbols) ? thrown : null;

    private static IOperation? Problem(IOperation value, CatchFate fate) =>
        value.CalledName() is "Problem" or "StatusCode" or "InternalServerError" or "BadRequest" or "Json" && fate.IsMadeOfException(value) ? value : null;

    // The message of these is written for whoever called.
    private static bool IsForCallers(string? type) => type is not null && Array.Exists(ForCallers, word => type.StartsWith(word, StringComparison.Ordinal) || type.Contains("Validation"));
}
