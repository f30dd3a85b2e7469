using CloudNative.Sdk.Analyzers.Generation.Sources;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.CodeFixes.Discovery;

/// <summary>Reads the address from configuration and says which key is missing where it is not there.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
internal sealed class LiteralAddressFix() : RuleFix("CNS5001", "Read the address from configuration")
{
    protected override (SyntaxNode Old, SyntaxNode New)? Replace(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        var literal = node as LiteralExpressionSyntax ?? (node as ArgumentSyntax)?.Expression as LiteralExpressionSyntax;
        if (literal is not { RawKind: (int)SyntaxKind.StringLiteralExpression } || !ConfigurationReads.IsPossible(literal)
            || literal.Parent is BinaryExpressionSyntax || ConfigurationReads.At(model, literal, cancellation) is not { } configuration)
        {
            return null;
        }

        var key = "Services:" + NameOf(literal);
        var text = $"{configuration}[\"{key}\"] ?? throw new {Layout.TypeName("System.InvalidOperationException", model, literal.SpanStart)}(\"'{key}' is not configured.\")";
        return (literal, SyntaxFactory.ParseExpression(text).WithTriviaFrom(literal));
    }

    // The service where the address names one; else the client that is registered with it.
    private static string NameOf(LiteralExpressionSyntax literal)
    {
        var text = literal.Token.ValueText;
        var service = ServiceAddress.TryParse(text.IndexOf("://", StringComparison.Ordinal) > 0 ? text : "tcp://" + text.Split(',')[0])?.Host is { } host
            && !HostName.IsLoopback(host) && (HostName.IsSingleLabel(host) || HostName.IsClusterName(host)) ? host.Split('.')[0] : null;
        service ??= literal.Ancestors().OfType<InvocationExpressionSyntax>().Select(ClientOf).FirstOrDefault(name => name is not null) ?? "Address";
        return string.Concat(service.Split(['-', '_', '.', ' '], StringSplitOptions.RemoveEmptyEntries).Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1)));
    }

    private static string? ClientOf(InvocationExpressionSyntax call) => call.CalledName() != "AddHttpClient" ? null
        : call.ArgumentList.Arguments.Count > 0 && call.ArgumentList.Arguments[0].Expression is LiteralExpressionSyntax { Token.Value: string name } ? name
        : call.Expression is MemberAccessExpressionSyntax { Name: GenericNameSyntax generic } ? generic.TypeArgumentList.Arguments.Last().ToString() : null;
}
