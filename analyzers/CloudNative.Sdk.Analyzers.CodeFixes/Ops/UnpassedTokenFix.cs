using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.CodeFixes.Ops;

/// <summary>Hands the stopping token down the private methods between its owner and the work.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
internal sealed class UnpassedTokenFix() : RuleFix("CNS2009", "Hand down the stopping token")
{
    private const string Name = "cancellationToken";

    protected override (SyntaxNode Old, SyntaxNode New)? Replace(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        if (node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { Parent: TypeDeclarationSyntax type } method)
        {
            return null;
        }

        if (TokenOf(method, model) is { } own)
        {
            var missing = TokenArguments.Missing(method, model, cancellation);
            return missing.Count == 0 ? null : (method, method.ReplaceNodes(missing.Keys, (old, call) => TokenArguments.With(call, missing[old], own)));
        }

        return Chain(method, type, model, cancellation) is { } chain ? (type, Rewritten(type, chain.Methods, chain.Calls, model, cancellation)) : null;
    }

    // Every method that gets the parameter, and every call that passes it; null where one caller has no token to pass and cannot get one.
    private static (HashSet<MethodDeclarationSyntax> Methods, Dictionary<InvocationExpressionSyntax, string> Calls)? Chain(
        MethodDeclarationSyntax first, TypeDeclarationSyntax type, SemanticModel model, CancellationToken cancellation)
    {
        var methods = new HashSet<MethodDeclarationSyntax>();
        var calls = new Dictionary<InvocationExpressionSyntax, string>();
        var open = new Queue<MethodDeclarationSyntax>([first]);
        while (open.Count > 0)
        {
            var method = open.Dequeue();
            if (!methods.Add(method))
            {
                continue;
            }

            if (!CanTake(method) || model.GetDeclaredSymbol(method, cancellation) is not { DeclaringSyntaxReferences.Length: 1, ContainingType.DeclaringSyntaxReferences.Length: 1 } symbol)
            {
                return null;
            }

            foreach (var name in type.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == symbol.Name))
            {
                if (!model.GetSymbolInfo(name, cancellation).Symbol.Is(symbol))
                {
                    continue;
                }

                if (CallOf(name) is not { } call || name.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } caller)
                {
                    return null;
                }

                var token = TokenOf(caller, model);
                calls[call] = token ?? Name;
                if (token is null)
                {
                    open.Enqueue(caller);
                }
            }
        }

        return (methods, calls);
    }

    private static TypeDeclarationSyntax Rewritten(
        TypeDeclarationSyntax type, HashSet<MethodDeclarationSyntax> methods, Dictionary<InvocationExpressionSyntax, string> calls, SemanticModel model, CancellationToken cancellation)
    {
        var missing = methods.SelectMany(method => TokenArguments.Missing(method, model, cancellation)).ToDictionary(pair => pair.Key, pair => pair.Value);
        return type.ReplaceNodes(
            methods.Cast<SyntaxNode>().Concat(calls.Keys).Concat(missing.Keys).Distinct(),
            (old, current) => old switch
            {
                InvocationExpressionSyntax call when calls.TryGetValue(call, out var token) => Passing((InvocationExpressionSyntax)current, token),
                InvocationExpressionSyntax call => TokenArguments.With((InvocationExpressionSyntax)current, missing[call], Name),
                _ => Taking((MethodDeclarationSyntax)current, Layout.TypeName("System.Threading.CancellationToken", model, old.SpanStart)),
            });
    }

    private static MethodDeclarationSyntax Taking(MethodDeclarationSyntax method, string type)
    {
        var parameter = SyntaxFactory.ParseParameterList($"({type} {Name})").Parameters[0];
        var isFirst = method.ParameterList.Parameters.Count == 0;
        return method.WithParameterList(method.ParameterList.AddParameters(isFirst ? parameter : parameter.WithLeadingTrivia(SyntaxFactory.Space)));
    }

    private static InvocationExpressionSyntax Passing(InvocationExpressionSyntax call, string token)
    {
        var argument = SyntaxFactory.Argument(SyntaxFactory.IdentifierName(token));
        return call.AddArgumentListArguments(call.ArgumentList.Arguments.Count > 0 ? argument.WithLeadingTrivia(SyntaxFactory.Space) : argument);
    }

    private static bool CanTake(MethodDeclarationSyntax method) =>
        method.Modifiers.All(modifier => !modifier.IsKind(SyntaxKind.PublicKeyword) && !modifier.IsKind(SyntaxKind.ProtectedKeyword) && !modifier.IsKind(SyntaxKind.InternalKeyword)
            && !modifier.IsKind(SyntaxKind.OverrideKeyword) && !modifier.IsKind(SyntaxKind.PartialKeyword))
        && method.ExplicitInterfaceSpecifier is null
        && method.ParameterList.Parameters.All(parameter => parameter.Default is null && !parameter.Modifiers.Any(SyntaxKind.ParamsKeyword))
        && !method.DescendantTokens().Any(token => token.ValueText == Name);

    private static InvocationExpressionSyntax? CallOf(IdentifierNameSyntax name) =>
        name.Parent as InvocationExpressionSyntax ?? (name.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Parent: InvocationExpressionSyntax call } ? call : null);

    private static string? TokenOf(MethodDeclarationSyntax method, SemanticModel model) =>
        method.ParameterList.Parameters.FirstOrDefault(parameter => model.GetDeclaredSymbol(parameter) is { } symbol && symbol.Type.Is(KnownSymbols.Of(model.Compilation).CancellationToken))
            ?.Identifier.Text;
}
