using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.CodeFixes.Resiliency;

/// <summary>Gives a call a limit: a deadline, the token in scope, or 30 seconds.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
internal sealed class UnlimitedCallFix() : RuleFix("CNS4003", "Limit how long it may take")
{
    private const int Seconds = 30;

    protected override bool IsCheckedByCompiler => true;

    protected override (SyntaxNode Old, SyntaxNode New)? Replace(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        if (ZeroOf(node) is { } zero)
        {
            return (zero, SyntaxFactory.ParseExpression(Seconds.ToString(System.Globalization.CultureInfo.InvariantCulture)).WithTriviaFrom(zero));
        }

        if (node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call || model.GetOperation(call, cancellation) is not IInvocationOperation operation)
        {
            return null;
        }

        if (operation.TargetMethod.Parameters.Any(parameter => parameter.Name == "deadline"))
        {
            return (call, WithDeadline(call, model));
        }

        return WithToken(call, operation, TokenInScope.At(call, model) ?? Limit(model, call.SpanStart), KnownSymbols.Of(model.Compilation)) is { } limited ? (call, limited) : null;
    }

    private static ExpressionSyntax? ZeroOf(SyntaxNode node)
    {
        var value = node switch
        {
            AssignmentExpressionSyntax assignment => assignment.Right,
            ArgumentSyntax argument => argument.Expression,
            _ => node as LiteralExpressionSyntax,
        };
        return value is LiteralExpressionSyntax { Token.Value: 0 } ? value : null;
    }

    private static InvocationExpressionSyntax WithDeadline(InvocationExpressionSyntax call, SemanticModel model)
    {
        var deadline = Argument($"deadline: {Layout.TypeName("System.DateTime", model, call.SpanStart)}.UtcNow.AddSeconds({Seconds})");
        var limited = call.AddArgumentListArguments(deadline);
        return TokenInScope.At(call, model) is { } token ? limited.AddArgumentListArguments(Argument($"cancellationToken: {token}")) : limited;
    }

    // TcpClient has no parameter to leave out, only another overload.
    private static InvocationExpressionSyntax? WithToken(InvocationExpressionSyntax call, IInvocationOperation operation, string token, KnownSymbols symbols) =>
        TokenOverload.Missing(operation, symbols) is { } parameter ? TokenArguments.With(call, parameter, token)
        : operation.TargetMethod is { Name: "ConnectAsync" } ? call.AddArgumentListArguments(Argument(token))
        : null;

    private static string Limit(SemanticModel model, int position) =>
        $"new {Layout.TypeName("System.Threading.CancellationTokenSource", model, position)}({Layout.TypeName("System.TimeSpan", model, position)}.FromSeconds({Seconds})).Token";

    private static ArgumentSyntax Argument(string text) => SyntaxFactory.ParseArgumentList($"({text})").Arguments[0].WithLeadingTrivia(SyntaxFactory.Space);
}
